// The lab in one of its three shapes. Regions stand where the picture of the page puts them; what they hold is theirs.

import { useView } from '../hooks/session.ts'
import { useShape } from '../hooks/useShape.ts'
import { NarrowLab } from './NarrowLab.tsx'
import { PhoneLab } from './PhoneLab.tsx'
import { WideLab } from './WideLab.tsx'

export function LabPage() {
  const shape = useShape()
  const { notice } = useView()
  return (
    <>
      {shape === 'wide' ? <WideLab /> : shape === 'narrow' ? <NarrowLab /> : <PhoneLab />}
      <output className="notice" data-empty={notice === '' || undefined}>
        {notice}
      </output>
    </>
  )
}
