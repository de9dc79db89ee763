// Beside a setting or a rule: this run and the same one with it otherwise, side by side.

import { Columns2 } from 'lucide-react'
import type { Action } from '../commands/action.ts'
import { ActionsButton } from '../commands/Menus.tsx'

export function CompareButton({ title, actions }: { title: string; actions: () => readonly Action[] }) {
  return (
    <ActionsButton label={`Compare with ${title} otherwise`} className="icon" actions={actions}>
      <Columns2 size={16} aria-hidden />
    </ActionsButton>
  )
}
