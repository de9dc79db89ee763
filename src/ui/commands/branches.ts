// Commands on the tree of runs: show another branch, put one beside this one, go back to the main line.

import type { BranchPicture } from '../../lab/branches.ts'
import { milliseconds } from '../figures/shared/time.ts'
import type { Session } from '../hooks/session.ts'
import { type Action, action } from './action.ts'

const MAIN = 'main'

/** The one on show first, then the others in the order they were made. */
export function branchActions(session: Session): readonly Action[] {
  const { branches } = session.lab.getState()
  return [
    ...branches.map((branch) => showAction(session, branch)),
    ...compareActions(session),
    ...branches
      .filter(({ id, isCurrent }) => id !== MAIN && !isCurrent)
      .map((branch) => removeAction(session, branch)),
  ]
}

/** Keys of their own: back to the main line, and side by side. */
export function branchKeys(session: Session): readonly Action[] {
  const { lab } = session
  const { branches, compare } = lab.getState()
  const current = branches.find(({ isCurrent }) => isCurrent)
  const isFree = session.view.get().selection === null
  const home = action({
    id: 'branch.home',
    title: 'Back to the main line',
    // Escape closes, then deselects, then leads home.
    keys: isFree ? ['Escape'] : [],
    group: 'Move in time',
    why: current === undefined || current.id === MAIN ? 'this is the main line' : null,
    run: go(session, () => lab.branch(MAIN)),
  })
  const other = branches.findLast(({ isCurrent }) => !isCurrent)
  const beside = current !== undefined && current.id !== MAIN ? branches.find(({ id }) => id === MAIN) : other
  const side = action({
    id: 'compare.toggle',
    title: compare === null ? `Compare with ${beside?.name ?? 'another branch'}` : 'Stop comparing',
    keys: ['c'],
    group: 'Ask the system',
    why: compare === null && beside === undefined ? 'there is one run only: change something first' : null,
    run: go(session, () =>
      lab.compare(compare === null && beside !== undefined ? { branch: beside.id } : null),
    ),
  })
  return [home, side]
}

function showAction(session: Session, { id, name, isCurrent, partsUs }: BranchPicture): Action {
  return action({
    id: `branch.${id}`,
    title: isCurrent ? name : `${name}, apart from ${milliseconds(partsUs)}`,
    full: `Show the branch: ${name}`,
    group: 'Move in time',
    why: isCurrent ? 'on show' : null,
    run: go(session, () => session.lab.branch(id)),
  })
}

function compareActions(session: Session): readonly Action[] {
  const { branches, compare } = session.lab.getState()
  const beside = branches
    .filter(({ isCurrent }) => !isCurrent)
    .map(({ id, name }) =>
      action({
        id: `compare.${id}`,
        title: `Compare with ${name}`,
        group: 'Ask the system',
        run: go(session, () => session.lab.compare({ branch: id })),
      }),
    )
  if (compare === null) return beside
  return [
    ...beside,
    action({
      id: 'compare.stop',
      title: 'Stop comparing',
      group: 'Ask the system',
      run: go(session, () => session.lab.compare(null)),
    }),
  ]
}

function removeAction(session: Session, { id, name }: BranchPicture): Action {
  return action({
    id: `branch.remove.${id}`,
    title: `Remove the branch ${name}`,
    group: 'Heal and undo',
    run: go(session, () => session.lab.removeBranch(id)),
  })
}

function go({ player }: Session, verb: () => Promise<unknown>): () => void {
  return () => {
    player.pause()
    void verb()
  }
}
