// What the lab shows before its first answer: nothing, in the shape of a state.

import type { Frame, RunInfo } from './frame.ts'
import type { LabState } from './lab.ts'

const RUN: RunInfo = {
  landmarks: [],
  bands: [],
  faultSpans: [],
  interventions: [],
  beats: [],
  predict: null,
  rows: 0,
  endUs: 0,
  isWhole: true,
}

const FRAME: Frame = {
  row: -1,
  rows: 0,
  atUs: 0,
  rowAtUs: 0,
  nextUs: null,
  endUs: 0,
  fingerprint: '',
  cluster: { nodes: [], links: [], walls: [], flights: [] },
  table: null,
  charts: [],
  ring: null,
  transactions: null,
  holds: [],
  keys: [],
  operations: [],
  truth: [],
  lanes: [],
  trails: [],
  now: null,
  changes: [],
  faults: [],
  promises: [],
  nodes: [],
  metrics: [],
  settings: {},
  brokenRules: [],
  ties: 0,
}

export function emptyState(): LabState {
  return {
    status: 'loading',
    scenario: {
      id: '',
      sim: '',
      title: '',
      blurb: '',
      question: '',
      minutes: 0,
      after: null,
      contrast: null,
      beside: null,
    },
    sim: {
      id: '',
      title: '',
      blurb: '',
      sheet: { simulated: [], simplified: [], absent: [] },
      settings: [],
      rules: [],
      alignable: null,
      marks: [],
    },
    seed: '',
    run: RUN,
    frame: FRAME,
    seen: null,
    trouble: null,
    press: null,
    isContrast: false,
    beat: 0,
    say: null,
    canUndo: false,
    canRedo: false,
    lastAction: null,
    branches: [],
    compare: null,
    prediction: null,
  }
}
