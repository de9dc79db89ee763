// Commands on the tree of runs: show another branch, put one beside this one, go back to the main line.

import type { BranchPicture } from '../../lab/branches.ts'
import { milliseconds } from '../figures/shared/time.ts'
import type { Session } from '../hooks/session.ts'
import { type Action, action } from './action.ts'

export const MAIN = 'main'

/** For the menu of branches: each of them, and where they are called by other names and removed. */
export function branchActions(session: Session): readonly Action[] {
  const { branches } = session.lab.getState()
  return [...branches.map((branch) => showAction(session, branch)), editAction(session)]
}

/** The palette has everything that can be done to any of them. */
export function everyBranchAction(session: Session): readonly Action[] {
  const { branches } = session.lab.getState()
  if (branches.length < 2) return []
  const made = branches.filter(({ id }) => id !== MAIN)
  return [
    ...branchActions(session),
    ...made.flatMap((branch) => [renameAction(session, branch), removeAction(session, branch)]),
  ]
}

/** Keys of their own: back to the main line, the branches before and after, and side by side. */
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
  const side = action({
    id: 'compare.toggle',
    title: compare === null ? 'Compare with…' : 'Stop comparing',
    keys: ['c'],
    group: 'Ask the system',
    run: () => {
      session.player.pause()
      if (compare !== null) void lab.compare(null)
      else session.view.set({ dialog: { kind: 'compare' } })
    },
  })
  return [home, ...neighbours(session), side]
}

/** One key each way through the list of branches, round and round. */
function neighbours(session: Session): readonly Action[] {
  const { branches } = session.lab.getState()
  const at = branches.findIndex(({ isCurrent }) => isCurrent)
  const make = (id: string, title: string, key: string, step: number) => {
    const next = branches[(at + step + branches.length) % branches.length]
    return action({
      id: `branch.${id}`,
      title,
      keys: [key],
      group: 'Move in time',
      why: branches.length < 2 || next === undefined ? 'there is one run only' : null,
      run: go(session, () => session.lab.branch(next?.id ?? MAIN)),
    })
  }
  return [make('previous', 'Previous branch', ',', -1), make('next', 'Next branch', '.', 1)]
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

function editAction(session: Session): Action {
  return action({
    id: 'branch.edit',
    title: 'Rename, remove or compare…',
    full: 'Rename, remove or compare branches…',
    group: 'Page',
    run: () => {
      session.player.pause()
      session.view.set({ dialog: { kind: 'branches' } })
    },
  })
}

function renameAction(session: Session, { id, name }: BranchPicture): Action {
  return action({
    id: `branch.rename.${id}`,
    title: `Rename the branch: ${name}…`,
    group: 'Page',
    run: () => session.view.set({ dialog: { kind: 'branches', rename: id } }),
  })
}

function removeAction(session: Session, { id, name }: BranchPicture): Action {
  return action({
    id: `branch.remove.${id}`,
    title: `Remove the branch: ${name}`,
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
