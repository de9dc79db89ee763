// Lines of the feed around what is in view, fetched in blocks and kept as long as the run stays the same.

import { useEffect, useMemo, useRef, useState } from 'react'
import type { FeedLine } from '../../lab/frame.ts'
import { useLab, useSession } from './session.ts'

const BLOCK = 200

export interface FeedLines {
  readonly lineAt: (row: number) => FeedLine | undefined
  readonly want: (from: number, to: number) => void
}

export function useFeed(): FeedLines {
  const { lab } = useSession()
  const { run } = useLab()
  const [, setVersion] = useState(0)
  const blocks = useRef(new Map<number, readonly FeedLine[] | 'asked'>())

  // Runs again by more than it reads: another run has other lines
  useEffect(() => {
    blocks.current = new Map()
    setVersion((version) => version + 1)
  }, [run])

  return useMemo(() => {
    const fetchBlock = async (block: number, into: Map<number, readonly FeedLine[] | 'asked'>) => {
      into.set(block, 'asked')
      const lines = await lab.feed(block * BLOCK, (block + 1) * BLOCK)
      into.set(block, lines)
      if (into === blocks.current) setVersion((version) => version + 1)
    }
    return {
      lineAt: (row) => {
        const block = blocks.current.get(Math.floor(row / BLOCK))
        return block === undefined || block === 'asked' ? undefined : block[row % BLOCK]
      },
      want: (from, to) => {
        for (let block = Math.floor(Math.max(0, from) / BLOCK); block * BLOCK < to; block++) {
          if (!blocks.current.has(block)) void fetchBlock(block, blocks.current)
        }
      },
    }
  }, [lab])
}

/** Lines that hold the text, among the first `rows`, block by block; null while there is no filter. */
export function useFiltered(filter: string, rows: number): readonly FeedLine[] | null {
  const { lab } = useSession()
  const { run } = useLab()
  const [found, setFound] = useState<readonly FeedLine[] | null>(null)
  // Runs again by more than it reads: another run has other lines
  useEffect(() => {
    const wanted = filter.trim().toLowerCase()
    if (wanted === '') return setFound(null)
    let isStale = false
    const search = async () => {
      const hits: FeedLine[] = []
      for (let row = 0; row < rows && !isStale && hits.length < 5_000; row += 2_000) {
        const lines = await lab.feed(row, Math.min(row + 2_000, rows))
        hits.push(...lines.filter((line) => matches(line, wanted)))
        if (!isStale) setFound([...hits])
      }
    }
    void search()
    return () => {
      isStale = true
    }
  }, [lab, run, rows, filter])
  return found
}

function matches(line: FeedLine, wanted: string): boolean {
  return `${line.node} ${line.text} ${line.detail ?? ''} ${line.landmark ?? ''} ${line.also.join(' ')}`
    .toLowerCase()
    .includes(wanted)
}
