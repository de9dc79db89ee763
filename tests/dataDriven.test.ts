// The runner of scenario texts: what it keeps, what it compares, and what it writes.

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { checkText } from './dataDriven.ts'

const shout = (command: string) => (command === 'hush' ? [] : [command.toUpperCase()])
const TEXT = '# Prose.\n\n# Why.\nhello\nworld\n----\nHELLO\nWORLD\n\nhush\n----\nok\n'

function file(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'text-')), 'a.txt')
  writeFileSync(path, text)
  return path
}

afterEach(() => {
  vi.unstubAllEnvs()
})

test('a text that says what its commands print passes', () => {
  vi.stubEnv('REWRITE', '')
  checkText(file(TEXT), shout)
})

test('one that does not fails, and says how to write it anew', () => {
  vi.stubEnv('REWRITE', '')
  expect(() => checkText(file(TEXT.replace('WORLD', 'WORD')), shout)).toThrow(
    /npm run rewrite.*why it changed/,
  )
})

test('with REWRITE=1 the output is written, and the prose stays', () => {
  vi.stubEnv('REWRITE', '1')
  const path = file(TEXT.replace('HELLO\nWORLD\n', 'old\n'))
  checkText(path, shout)
  expect(readFileSync(path, 'utf8')).toBe(TEXT)
})
