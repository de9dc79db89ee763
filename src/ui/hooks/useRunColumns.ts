// The run in columns, kept up with what the lab has: each part is drawn as it comes, and only what is new is asked for
// when the run grows or is edited.

import { useEffect, useState } from 'react'
import type { RunColumns } from '../../lab/diagram/columns.ts'
import { fillColumns, keptColumns } from './runColumns.ts'
import { useLab, useSession } from './session.ts'

export interface ShownColumns {
  readonly columns: RunColumns
  /** Another number whenever they have changed. */
  readonly version: number
}

export function useRunColumns(): ShownColumns {
  const { lab } = useSession()
  const { run, scenario, prediction } = useLab()
  const columns = keptColumns(scenario)
  const [, setVersion] = useState(0)
  const [problem, setProblem] = useState<unknown>(null)
  // An answer lifts the horizon without changing the run.
  const isAnswered = prediction !== null && (prediction.chosen !== null || prediction.skipped)

  // Runs again by more than it reads: another run, or more of it, has other columns
  useEffect(() => {
    let isStale = false
    fillColumns(lab, columns, ({ version }) => {
      if (!isStale) setVersion(version)
      return !isStale
    }).catch(setProblem)
    return () => {
      isStale = true
    }
  }, [lab, columns, run, isAnswered])
  if (problem !== null) throw problem
  return { columns, version: columns.version }
}
