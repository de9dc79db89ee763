// Why has a copy not what another has? What was sent to it got lost, or it was down; and which of the four ways will bring
// it: the write itself, a hint (§4.6), the next read (§5), or the next comparison of trees (§4.7).

import { haltOf, isOnTheWay, timerIn } from '../../../src/sim/obstacles.ts'
import type { Fact, Question } from '../../../src/sim/question.ts'
import { newestOf } from '../copiesTable.ts'
import { keysIn } from '../keysShown.ts'
import type { Write } from '../messages.ts'
import { settingsIn } from '../settings.ts'
import { glimpse, versionsAt } from '../state.ts'
import { hasAll, type Version } from '../versions.ts'
import { homeIn, obstacle, type Replica, type Scene } from './scene.ts'

export function behindQuestions(scene: Scene): readonly Question[] {
  const nodes = scene.view.nodes.filter(({ process }) => process === 'replica')
  const { conflicts } = settingsIn(scene.view.settings)
  return keysIn(nodes).flatMap((key) => {
    const newest = newestOf(nodes, key, conflicts)
    return scene.replicas
      .filter(
        ({ id, disk }) =>
          homeIn(scene, key).includes(id) && !hasAll(versionsAt(disk, key), newest, conflicts),
      )
      .map((replica) => ({
        id: `behind ${replica.id} ${key}`,
        ask: `Why has ${replica.id} not ${key}=${glimpse(newest).shows}?`,
        about: { node: replica.id },
        answer: answerOf(scene, replica, key, newest),
      }))
  })
}

function answerOf(
  scene: Scene,
  replica: Replica,
  key: string,
  newest: readonly Version[],
): Question['answer'] {
  const { view } = scene
  const { id, disk } = replica
  const { conflicts } = settingsIn(view.settings)
  const own = versionsAt(disk, key)
  const has = own.length === 0 ? 'nothing' : glimpse(own).shows
  const halt = haltOf(view, id)
  const holders = scene.replicas.filter((each) => hasAll(versionsAt(each.disk, key), newest, conflicts))
  const apart = holders.filter((each) => obstacle(view, each.id, id) !== null)
  const coming = isComing(scene, replica, key)
  const ways = waysOf(scene, replica, key)
  const say = coming
    ? `It is on the way to ${id}`
    : halt !== null
      ? `${id} ${halt}, and what it is sent meanwhile it never gets`
      : apart.length > 0 && apart.length === holders.length
        ? `${id} cannot be reached by any node that has it`
        : `What was sent to ${id} did not arrive, and nobody has told it since`
  return {
    say,
    facts: [{ holds: false, text: `${id} has ${has}` }, ...ways],
    rule: ways.length === 0 ? null : '§4.6, §4.7, §5',
  }
}

function isComing({ view, replicas }: Scene, { id }: Replica, key: string): boolean {
  return replicas.some((from) =>
    isOnTheWay(
      view,
      from.id,
      id,
      (message) =>
        message.type === 'Write' && (message as Write).key === key && (message as Write).hintFor === null,
    ),
  )
}

/** What will bring it. */
function waysOf({ view, replicas }: Scene, { id }: Replica, key: string): readonly Fact[] {
  const { exchangeEveryUs, hints } = settingsIn(view.settings)
  const keepers = replicas.filter(({ disk }) =>
    disk.hints.some((hint) => hint.owner === id && hint.key === key),
  )
  const kept = keepers.map((keeper): Fact => {
    const due = timerIn(view, keeper.id, 'handoff')
    const when = due === null ? '' : `, and tries again ${due}`
    const isReached = obstacle(view, keeper.id, id) === null && haltOf(view, keeper.id) === null
    return { holds: isReached, text: `${keeper.id} keeps it for ${id}${when}` }
  })
  return [
    ...kept,
    ...(kept.length === 0
      ? [{ holds: false, text: hints ? 'Nobody keeps a hint for it' : 'Hinted handoff is off' }]
      : []),
    {
      holds: view.broken.noReadRepair !== true,
      text:
        view.broken.noReadRepair === true
          ? 'Reads repair nothing: that rule is off'
          : `The next read of ${key} repairs it`,
    },
    {
      holds: exchangeEveryUs > 0,
      text: exchangeEveryUs > 0 ? 'So does anti-entropy, sooner or later' : 'Anti-entropy is off',
    },
  ]
}
