// The page of the ring's benchmark: rings of many nodes and points before and after a join, drawn by the component that
// the lab draws with, while the pointer goes from node to node and keys go from disk to disk.

import { createRoot } from 'react-dom/client'
import { DEFAULT_OPTIONS } from '../../../sims/hashing/placement/placement.ts'
import { placeOnRing } from '../../../sims/hashing/placement/ring.ts'
import { hueOf, type RingPicture } from '../../../src/sim/picture.ts'
import { ringModel } from '../../../src/ui/figures/ring/model.ts'
import { Ring } from '../../../src/ui/figures/ring/Ring.tsx'
import { radiiIn } from '../../../src/ui/figures/ring/ringGeometry.ts'
import '../../../src/ui/look/tokens.css'

export interface RingBench {
  /** Shows a ring. Gives the milliseconds that working its arcs out took. */
  load(nodes: number, tokens: number): Promise<number>
  /** Milliseconds of each frame while another node is pointed at in each. */
  point(): Promise<readonly number[]>
  /** … while keys are under way. */
  fly(): Promise<readonly number[]>
}

const FRAMES = 120
const KEYS = 600
const root = createRoot(document.getElementById('root')!)
let nowUs = 0
const listeners = new Set<() => void>()

function picture(nodes: number, tokens: number): RingPicture {
  const members = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ id: `n${i + 1}`, weight: 1, domain: `n${i + 1}` }))
  const [before, after] = [nodes - 1, nodes].map((count) =>
    placeOnRing(members(count), { ...DEFAULT_OPTIONS, tokens }),
  )
  const keys = Array.from({ length: KEYS }, (_, i) => {
    const at = Math.floor((i * 4_294_967_296) / KEYS)
    const [owner, was] = [after!.owner(at, ''), before!.owner(at, '')]
    return { key: `k${i}`, at, owners: [owner], ownersBefore: [was], held: [was] }
  })
  return {
    scheme: 'Hash ring with virtual nodes',
    schemeBefore: 'Hash ring with virtual nodes',
    change: 'one joins',
    isMoving: true,
    nodes: members(nodes).map(({ id }, i) => ({
      id,
      hue: hueOf(i + 1),
      weight: 1,
      isMember: true,
      isUp: true,
      lid: null,
      keys: keys.filter(({ owners }) => owners[0] === i).length,
      keysBefore: keys.filter(({ ownersBefore }) => ownersBefore[0] === i).length,
      held: 0,
      load: 0,
    })),
    arcs: { until: after!.tokens.at, owner: after!.tokens.of, isWalked: true },
    arcsBefore: { until: before!.tokens.at, owner: before!.tokens.of, isWalked: true },
    ranges: null,
    keys,
    flights: keys.flatMap(({ owners, ownersBefore }, key) =>
      owners[0] === ownersBefore[0]
        ? []
        : [{ key, from: ownersBefore[0]!, to: owners[0]!, sentUs: 0, arrivesUs: FRAMES }],
    ),
    behind: [],
    keyBytes: 10_000,
    moves: [],
    moved: 0.1,
    ideal: 0.1,
    schemes: [],
  }
}

function frames(act: (frame: number) => void): Promise<readonly number[]> {
  const times: number[] = []
  return new Promise((done) => {
    let [last, frame] = [0, 0]
    const next = () => {
      const at = performance.now()
      if (frame > 1) times.push(at - last)
      last = at
      if (frame === FRAMES) return done(times)
      act(frame)
      frame++
      requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
  })
}

const bench: RingBench = {
  async load(nodes, tokens) {
    const shown = picture(nodes, tokens)
    const begin = performance.now()
    const model = ringModel(shown)
    const tookMs = performance.now() - begin
    root.render(
      <Ring
        model={model}
        measure="keys"
        selected={null}
        onSelect={() => {}}
        onMenu={() => {}}
        pinned={null}
        onPin={() => {}}
        nowUs={() => nowUs}
        onMoment={(listener) => {
          listeners.add(listener)
          return () => listeners.delete(listener)
        }}
      />,
    )
    await new Promise((drawn) => setTimeout(drawn, 300))
    return tookMs
  },
  point() {
    const target = document.querySelector('.figure-walk')!
    const box = target.getBoundingClientRect()
    const { inner, outer } = radiiIn(box)
    const radius = (inner + outer) / 2
    return frames((frame) => {
      const angle = (frame / FRAMES) * 2 * Math.PI
      const clientX = box.left + box.width / 2 + radius * Math.cos(angle)
      const clientY = box.top + box.height / 2 + radius * Math.sin(angle)
      const init = { clientX, clientY, bubbles: true, pointerType: 'mouse' }
      target.dispatchEvent(new PointerEvent('pointermove', init))
    })
  },
  fly: () =>
    frames((frame) => {
      nowUs = frame
      for (const listener of listeners) listener()
    }),
}
Object.assign(window, { bench })
