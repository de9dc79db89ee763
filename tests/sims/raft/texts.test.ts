// Plays the scenario texts in testdata; textWorld.ts says what they can say.

import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkText } from '../../dataDriven.ts'
import { TextWorld } from './textWorld.ts'

const folder = `${import.meta.dirname}/testdata`
const names = readdirSync(folder).filter((name) => name.endsWith('.txt'))

test('there are texts to play', () => {
  expect(names.length).toBeGreaterThanOrEqual(12)
})

test.each(names)('%s', (name) => {
  const world = new TextWorld()
  checkText(`${folder}/${name}`, (command) => world.run(command))
})
