// Decodes the model of a .drawio file with maxGraph and prints its cells as JSON.
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const dom = new JSDOM("<!doctype html><body></body>");
for (const name of ["window", "document", "navigator", "DOMParser", "XMLSerializer", "Node", "Element", "HTMLElement"]) {
  const value = name === "window" ? dom.window : dom.window[name];
  Object.defineProperty(globalThis, name, { value, configurable: true });
}
const { Codec, GraphDataModel, registerModelCodecs } = await import("@maxgraph/core");
registerModelCodecs(true);

const text = readFileSync(process.argv[2], "utf-8");
const file = new dom.window.DOMParser().parseFromString(text, "text/xml");
const node = file.getElementsByTagName("mxGraphModel")[0];
const model = new GraphDataModel();
new Codec(node.ownerDocument).decode(node, model);

const cells = Object.values(model.cells).map((cell) => ({
  id: cell.id,
  key: cell.value?.getAttribute?.("aksdesignerKey") ?? null,
  label: cell.value?.getAttribute?.("label") ?? null,
  parent: cell.parent?.id ?? null,
  isVertex: cell.vertex,
  isEdge: cell.edge,
  source: cell.source?.id ?? null,
  target: cell.target?.id ?? null,
  style: cell.style,
  geometry: cell.geometry && {
    x: cell.geometry.x,
    y: cell.geometry.y,
    width: cell.geometry.width,
    height: cell.geometry.height,
    relative: cell.geometry.relative,
    points: cell.geometry.points?.map((p) => [p.x, p.y]) ?? [],
  },
}));
console.log(JSON.stringify(cells));
