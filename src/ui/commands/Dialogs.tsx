// Whichever dialog is open. Each is loaded when it is first asked for.

import { Suspense } from 'react'
import { later } from '../hooks/later.ts'
import { useView } from '../hooks/session.ts'
import { Boundary } from '../shell/Boundary.tsx'

const Palette = later(() => import('./Palette.tsx').then((m) => ({ default: m.Palette })))
const ComparePalette = later(() => import('./Palette.tsx').then((m) => ({ default: m.ComparePalette })))
const KeysSheet = later(() => import('./KeysSheet.tsx').then((m) => ({ default: m.KeysSheet })))
const ShareDialog = later(() => import('./ShareDialog.tsx').then((m) => ({ default: m.ShareDialog })))
const GoDialog = later(() => import('./GoDialog.tsx').then((m) => ({ default: m.GoDialog })))
const CutDialog = later(() => import('./CutDialog.tsx').then((m) => ({ default: m.CutDialog })))
const FaultDialog = later(() => import('./FaultDialog.tsx').then((m) => ({ default: m.FaultDialog })))
const ReceiptDialog = later(() => import('./ReceiptDialog.tsx').then((m) => ({ default: m.ReceiptDialog })))
const UntilDialog = later(() => import('./UntilDialog.tsx').then((m) => ({ default: m.UntilDialog })))
const OddsDialog = later(() => import('./OddsDialog.tsx').then((m) => ({ default: m.OddsDialog })))
const BranchesDialog = later(() =>
  import('./BranchesDialog.tsx').then((m) => ({ default: m.BranchesDialog })),
)
const NodeSheet = later(() => import('./NodeSheet.tsx').then((m) => ({ default: m.NodeSheet })))

export function Dialogs() {
  const { dialog } = useView()
  if (dialog === null) return null
  return (
    <Boundary what="this dialog">
      <Suspense fallback={null}>
        {dialog.kind === 'palette' && <Palette />}
        {dialog.kind === 'compare' && <ComparePalette />}
        {dialog.kind === 'keys' && <KeysSheet />}
        {dialog.kind === 'share' && <ShareDialog />}
        {dialog.kind === 'go' && <GoDialog />}
        {dialog.kind === 'receipt' && <ReceiptDialog fault={dialog.fault} />}
        {dialog.kind === 'until' && <UntilDialog />}
        {dialog.kind === 'odds' && <OddsDialog />}
        {dialog.kind === 'branches' && <BranchesDialog rename={dialog.rename ?? null} />}
        {dialog.kind === 'cut' && <CutDialog nodes={dialog.nodes} />}
        {dialog.kind === 'fault' && <FaultDialog form={dialog.form} />}
        {dialog.kind === 'sheet' && <NodeSheet target={dialog.target} />}
      </Suspense>
    </Boundary>
  )
}
