import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { ElkNode } from 'elkjs/lib/elk-api'
import { widthOf } from '#dossier/measure'
import { type Arrow, arrowsOf, type Stage, stages } from '#penalty/arrows'
import { type Chart, chartOf } from '#penalty/chart'
import type { Box, DrawnChart } from '#penalty/drawing'

const STATE = 46
const WORDS = 12

/** What an arrow is called, in lines; nothing where it leads to what the step is called already (撤销立案). */
function linesOf({ acts, to }: Arrow, { states }: Chart): readonly string[] {
  const [first, second] = acts
  const target = states.find(({ id }) => id === to)?.zh ?? ''
  if (!first || (acts.length === 1 && (first.zh.includes(target) || target.includes(first.zh)))) return []
  if (acts.length > 2) return [first.zh, `等 ${acts.length} 项`]
  const text = second ? `${first.zh}、${second.zh}` : first.zh
  return text.match(/.{1,9}[、，]?/gu) ?? []
}

/** States and boxes as they stand in each other. */
function nodesOf({ states }: Chart): ElkNode[] {
  const boxes = stages as readonly Stage[]
  const innermost = (state: string) => boxes.findLast(({ of }) => of.some((one) => one === state))?.id
  const leaf = ({ id, zh }: Chart['states'][number]): ElkNode => ({ id, width: Math.max(104, widthOf(zh, 15) + 28), height: STATE })
  const inside = (box: string | undefined): ElkNode[] => {
    const placed: ElkNode[] = []
    for (const state of states) {
      const outer = boxes.find(({ of, within }) => within === box && of.some((one) => one === state.id))
      if (innermost(state.id) === box) placed.push(leaf(state))
      else if (outer && !placed.some(({ id }) => id === outer.id))
        placed.push({ id: outer.id, children: inside(outer.id), layoutOptions: { 'elk.padding': '[top=28,left=12,right=12,bottom=12]' } })
    }
    return placed
  }
  return inside(undefined)
}

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.json.edgeCoords': 'ROOT',
  'elk.json.shapeCoords': 'ROOT',
  // else the way back from a review puts it above the inquiry: the states stand in legal order
  'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  // narrower than the others, so that a portal page holds it unshrunk
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.spacing.nodeNodeBetweenLayers': '22',
  'elk.layered.spacing.edgeNodeBetweenLayers': '12',
  'elk.spacing.nodeNode': '16',
  'elk.spacing.edgeNode': '12',
}

let held: Promise<DrawnChart> | undefined

/** 普通程序流程图, laid out once: it changes with the program alone. */
export function drawnChart(): Promise<DrawnChart> {
  held ??= draw(chartOf())
  return held
}

/** ELK in a thread of its own: it takes a second or two of work, in which nobody else should wait. */
const inThread = `const { parentPort, workerData: { elk, graph } } = require('node:worker_threads')
const Elk = require(elk)
new Elk().layout(graph).then((laid) => parentPort.postMessage(laid))`

const laidOut = (graph: ElkNode): Promise<ElkNode> =>
  new Promise((done, fail) => {
    const elk = createRequire(import.meta.url).resolve('elkjs/lib/elk.bundled.js')
    const worker = new Worker(inThread, { eval: true, workerData: { elk, graph }, execArgv: [] })
    worker.once('message', done)
    worker.once('error', fail)
  })

async function draw(chart: Chart): Promise<DrawnChart> {
  const arrows = arrowsOf(chart)
  const graph: ElkNode = {
    id: 'chart',
    layoutOptions: options,
    children: nodesOf(chart),
    edges: arrows.map((arrow, n) => {
      const lines = linesOf(arrow, chart)
      return {
        ...{ id: String(n), sources: [arrow.from], targets: [arrow.to] },
        labels:
          lines.length > 0
            ? [{ text: lines.join('\n'), width: Math.max(...lines.map((line) => widthOf(line, WORDS))) + 8, height: 16 * lines.length + 2 }]
            : [],
      }
    }),
  }
  const laid = await laidOut(graph)
  const all = (nodes: readonly ElkNode[] = []): readonly ElkNode[] => nodes.flatMap((node) => [node, ...all(node.children)])
  const boxOf = (zh: string, id: string): readonly Box[] =>
    all(laid.children).flatMap((node) =>
      node.id === id ? [{ id, zh, x: node.x ?? 0, y: node.y ?? 0, width: node.width ?? 0, height: node.height ?? 0 }] : [],
    )
  return {
    width: Math.ceil(laid.width ?? 0),
    height: Math.ceil(laid.height ?? 0),
    states: chart.states.flatMap(({ id, zh }) => boxOf(zh, id)),
    stages: stages.flatMap(({ id, zh }) => boxOf(zh, id)),
    arrows: (laid.edges ?? []).flatMap(({ sections, labels }, n) => {
      const [section, arrow, label] = [sections?.[0], arrows[n], labels?.[0]]
      if (!section || !arrow) return []
      const points = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint]
      return [
        {
          from: arrow.from,
          to: arrow.to,
          points,
          label: label?.text ? { x: label.x ?? 0, y: label.y ?? 0, lines: label.text.split('\n') } : null,
        },
      ]
    }),
  }
}
