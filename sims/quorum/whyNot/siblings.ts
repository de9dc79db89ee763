// Why does a version not replace its sibling? Because its writer had not seen it (§4.4), and who could not see must not
// overwrite.

import type { Fact, Question } from '../../../src/sim/question.ts'
import { covers, nameOf, textOf, type Version } from '../versions.ts'
import type { Scene } from './scene.ts'

export function siblingQuestions(scene: Scene): readonly Question[] {
  const asked = new Set<string>()
  return scene.replicas.flatMap(({ id, disk }) =>
    Object.entries(disk.data).flatMap(([key, versions]) => {
      if (versions.length < 2 || asked.has(key)) return []
      asked.add(key)
      return [question(id, key, versions)]
    }),
  )
}

function question(node: string, key: string, versions: readonly Version[]): Question {
  const [a, b] = [versions[0]!, versions.at(-1)!]
  return {
    id: `siblings ${key}`,
    ask: `Why does ${key}=${textOf(b.value)} not replace ${key}=${textOf(a.value)}?`,
    about: { node },
    answer: {
      say: 'Neither writer had seen the other’s version, so both stay until somebody who has seen both writes',
      facts: [...versions.flatMap((version) => factsOf(version, versions))],
      rule: '§4.4',
    },
  }
}

function factsOf(version: Version, all: readonly Version[]): readonly Fact[] {
  return all
    .filter((other) => other !== version)
    .map((other) => {
      const has = covers(version, other)
      return {
        holds: has,
        text: `${version.writer}, who wrote ${textOf(version.value)}, had ${has ? '' : 'not '}seen ${nameOf(other)}, which is ${textOf(other.value)}`,
      }
    })
}
