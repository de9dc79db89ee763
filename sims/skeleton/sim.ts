// The register as the lab knows it: everything of this folder, put together.
//
// SKELETON: to make a system of your own, copy this folder and tests/sims/skeleton, change what is marked, and list
// the sim in src/app/shelf.ts. This one is not listed: it is here to be copied.

import type { NodeView, Observer } from '../../src/engine/observer.ts'
import { evenNetwork, steadyDisk } from '../../src/sim/commonSettings.ts'
import { defineSim } from '../../src/sim/define.ts'
import { client } from './client.ts'
import { picture } from './picture.ts'
import { invariants, observer, rules } from './promises.ts'
import { register } from './register.ts'
import { powerCut } from './scenarios.ts'
import { settings, swarm, traffic } from './settings.ts'
import { arrival, describe, lane, look, operation, truth, words } from './words.ts'

const isClient = (node: NodeView) => node.process === 'client' && node.up

export const sim = defineSim({
  // SKELETON: the name in links, and the card in the gallery.
  id: 'skeleton',
  title: 'A register',
  blurb: 'One server keeps one value. What it acknowledged is never lost.',
  sheet: {
    simulated: ['A disk whose syncs take time', 'Clients that ask again with the same number'],
    simplified: ['One server, one value'],
    absent: ['Copies on other servers'],
  },
  processes: { register, client },
  servers: ['register'],
  settings,
  traffic,
  swarm,
  provocations: [],
  rules,
  invariants,
  observer: observer as Observer<never>,
  network: evenNetwork,
  disk: steadyDisk,
  // SKELETON: what a person can tell a node, with a key for each.
  actions: [
    {
      id: 'write',
      title: 'Write a new value',
      key: 'W',
      appliesTo: isClient,
      order: (_node, history) => ({ name: 'write', value: history.length + 1 }),
    },
    { id: 'read', title: 'Read', key: 'Q', appliesTo: isClient, order: () => ({ name: 'read' }) },
  ],
  words,
  landmarks: { stored: 'commit', retries: 'client error' },
  alignable: null,
  leader: (nodes) => nodes.find(({ process, up }) => process === 'register' && up)?.id ?? null,
  describe,
  look,
  arrival,
  glyphs: ['leader', 'client'],
  picture,
  whyNot: () => import('./whyNot.ts').then(({ whyNot }) => whyNot),
  waits: ['retry'],
  lane,
  operation,
  truth,
  wrong: () => ({}),
  scenarios: [powerCut],
})
