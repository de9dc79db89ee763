// Whichever dialog is open. Each is loaded when it is first asked for.

import { lazy, Suspense } from 'react'
import { useView } from '../hooks/session.ts'
import { Boundary } from '../shell/Boundary.tsx'

const Palette = lazy(() => import('./Palette.tsx').then((m) => ({ default: m.Palette })))
const KeysSheet = lazy(() => import('./KeysSheet.tsx').then((m) => ({ default: m.KeysSheet })))
const ShareDialog = lazy(() => import('./ShareDialog.tsx').then((m) => ({ default: m.ShareDialog })))
const GoDialog = lazy(() => import('./GoDialog.tsx').then((m) => ({ default: m.GoDialog })))
const CutDialog = lazy(() => import('./CutDialog.tsx').then((m) => ({ default: m.CutDialog })))
const FaultDialog = lazy(() => import('./FaultDialog.tsx').then((m) => ({ default: m.FaultDialog })))
const NodeSheet = lazy(() => import('./NodeSheet.tsx').then((m) => ({ default: m.NodeSheet })))

export function Dialogs() {
  const { dialog } = useView()
  if (dialog === null) return null
  return (
    <Boundary what="this dialog">
      <Suspense fallback={null}>
        {dialog.kind === 'palette' && <Palette />}
        {dialog.kind === 'keys' && <KeysSheet />}
        {dialog.kind === 'share' && <ShareDialog />}
        {dialog.kind === 'go' && <GoDialog />}
        {dialog.kind === 'cut' && <CutDialog nodes={dialog.nodes} />}
        {dialog.kind === 'fault' && <FaultDialog form={dialog.form} />}
        {dialog.kind === 'sheet' && <NodeSheet target={dialog.target} />}
      </Suspense>
    </Boundary>
  )
}
