// The state as it is shown: the whole truth, or in its place what one node knows. Commands go by the truth; figures and
// panels go by this, so that nothing of the rest is on the page.

import type { LabState } from '../../lab/lab.ts'

const shown = new WeakMap<LabState, LabState>()

export function shownOf(state: LabState): LabState {
  if (state.seen === null) return state
  const known = shown.get(state) ?? withEyesOf(state, state.seen)
  shown.set(state, known)
  return known
}

function withEyesOf(state: LabState, seen: NonNullable<LabState['seen']>): LabState {
  const { frame, run } = state
  return {
    ...state,
    frame: {
      ...frame,
      ...seen.frame,
      now: null,
      faults: [],
      nodes: frame.nodes.filter(({ id }) => id === seen.node),
    },
    run: { ...run, landmarks: [], bands: [], faultSpans: [] },
    say: seen.says,
    compare: null,
  }
}
