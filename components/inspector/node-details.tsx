'use client'

import { DownloadFoot } from '@/components/inspector/download-foot'
import { FidelitySection } from '@/components/inspector/fidelity-section'
import { NodeHead } from '@/components/inspector/node-head'
import { OutcomeSection } from '@/components/inspector/outcome-section'
import { ProofSection } from '@/components/inspector/proof-section'
import { RecipeSection } from '@/components/inspector/recipe-section'
import { RunTable } from '@/components/inspector/run-table'
import { Facts, Section } from '@/components/inspector/section'
import { SpendingSection } from '@/components/inspector/spending-section'
import { useRecipe } from '@/components/inspector/use-recipe'
import { Button } from '@/components/ui/button'
import { Dices, GitBranch, RotateCw } from '@/components/ui/icons'
import { useStudioStore } from '@/components/ui/studio-provider'
import { isOpen } from '@/lib/edits/state'
import type { EditView, NodeView, RootView } from '@/lib/edits/view'
import { keyOfNode } from '@/lib/history/node-key'
import { formatBytes } from '@/lib/studio/byte-size'
import { showSize } from '@/lib/studio/facts'
import { COMPOSITE_MODEL_ID } from '@/lib/studio/shown-model'

/** Details of the one node that is shown. */
export default function NodeDetails({ view }: { view: NodeView }) {
  return (
    <>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <NodeHead view={view} />
        {view.kind === 'edit' ? <EditSections edit={view} /> : <UploadSection root={view} />}
      </div>
      <DownloadFoot views={[view]} />
    </>
  )
}

function EditSections({ edit }: { edit: EditView }) {
  const loaded = useRecipe(edit)
  return (
    <>
      <OutcomeSection edit={edit} />
      <FidelitySection key={edit.id} edit={edit} />
      {edit.modelId === COMPOSITE_MODEL_ID && <ProofSection loaded={loaded} />}
      <RunTable edit={edit} />
      <RecipeSection edit={edit} loaded={loaded} />
      <SpendingSection />
      <Again edit={edit} />
    </>
  )
}

function Again({ edit }: { edit: EditView }) {
  const store = useStudioStore()
  const key = keyOfNode(edit)
  const look = 'w-full justify-start font-normal'
  return (
    <div className="flex flex-col gap-1 p-3">
      {edit.image && (
        <Button
          look="outline"
          icon={<GitBranch />}
          className={look}
          onClick={() => store.getState().continueFrom(key)}
        >
          Continue from here
        </Button>
      )}
      {!isOpen(edit.state) && (
        <>
          <Button
            look="outline"
            icon={<RotateCw />}
            className={look}
            onClick={() => void store.getState().runAgain(key, false)}
          >
            Run again
          </Button>
          <Button
            look="outline"
            icon={<Dices />}
            className={look}
            onClick={() => void store.getState().runAgain(key, true)}
          >
            Run again with new seed
          </Button>
        </>
      )}
    </div>
  )
}

function UploadSection({ root }: { root: RootView }) {
  return (
    <Section title="Photo">
      <Facts
        rows={[
          { name: 'Size', value: showSize(root.image) },
          { name: 'Format', value: root.image.format.toUpperCase() },
          { name: 'File', value: formatBytes(root.image.bytes) },
        ]}
      />
    </Section>
  )
}
