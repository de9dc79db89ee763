// The lab in one of its three shapes. Regions stand where the picture of the page puts them; what they hold is theirs.

import { Suspense } from 'react'
import { later } from '../hooks/later.ts'
import { useViewPart } from '../hooks/session.ts'
import { useShape } from '../hooks/useShape.ts'
import { WideLab } from './WideLab.tsx'

const NarrowLab = later(() => import('./NarrowLab.tsx').then((m) => ({ default: m.NarrowLab })))
const PhoneLab = later(() => import('./PhoneLab.tsx').then((m) => ({ default: m.PhoneLab })))

export function LabPage() {
  const shape = useShape()
  return (
    <>
      <Suspense fallback={null}>
        {shape === 'wide' ? <WideLab /> : shape === 'narrow' ? <NarrowLab /> : <PhoneLab />}
      </Suspense>
      <Notice />
    </>
  )
}

function Notice() {
  const notice = useViewPart((view) => view.notice)
  return (
    <output className="notice" data-empty={notice === '' || undefined}>
      {notice}
    </output>
  )
}
