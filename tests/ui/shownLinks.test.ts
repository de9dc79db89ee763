// Which lines of clients are drawn: to whoever leads, or to the one that a client ever asks, and wherever a message of it flies.

import { expect, test } from 'vitest'
import type { ClusterPicture } from '../../src/sim/picture.ts'
import { shownLinks } from '../../src/ui/figures/stage/shownLinks.ts'
import { aFlight, healthy } from './fixtures.ts'

/** Ends of the lines of clients. */
function linesOfClients(cluster: ClusterPicture): readonly string[] {
  const clients = new Set(cluster.nodes.filter(({ glyph }) => glyph === 'client').map(({ id }) => id))
  return shownLinks(cluster)
    .filter(({ a, b }) => clients.has(a) || clients.has(b))
    .map(({ a, b }) => [a, b].sort().join(' '))
}

const quiet: ClusterPicture = { ...healthy(3, 2), flights: [] }
const leader = quiet.nodes.find(({ glyph }) => glyph === 'leader')!.id
const other = quiet.nodes.find(({ glyph }) => glyph === 'follower')!.id

function withOnly(asks: string): ClusterPicture {
  return { ...quiet, nodes: quiet.nodes.map((node) => (node.id === 'c2' ? { ...node, asks } : node)) }
}

test('a client is joined to whoever leads', () => {
  expect(linesOfClients(quiet)).toEqual([`c1 ${leader}`, `c2 ${leader}`])
})

test('a client that asks one node only is joined to that one, whoever leads', () => {
  expect(linesOfClients(withOnly(other))).toEqual([`c1 ${leader}`, `c2 ${other}`])
})

test('a message of it has its line wherever it flies', () => {
  const flights = [aFlight(leader, 'c2')]
  expect(linesOfClients({ ...withOnly(other), flights })).toContain(`c2 ${leader}`)
})
