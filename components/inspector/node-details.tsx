'use client'

import { DownloadFoot } from '@/components/inspector/download-foot'
import { Facts } from '@/components/inspector/facts'
import { FidelitySection } from '@/components/inspector/fidelity-section'
import { NodeActions } from '@/components/inspector/node-actions'
import { NodeHead } from '@/components/inspector/node-head'
import { OutcomeSection } from '@/components/inspector/outcome-section'
import { PassesSection } from '@/components/inspector/passes-section'
import { ProofSection } from '@/components/inspector/proof-section'
import { RecipeSection } from '@/components/inspector/recipe-section'
import { RunTable } from '@/components/inspector/run-table'
import { Section } from '@/components/inspector/section'
import { Spent } from '@/components/inspector/spent'
import { StandingsSection } from '@/components/inspector/standings-section'
import { StorySection } from '@/components/inspector/story-section'
import { useRecipe } from '@/components/inspector/use-recipe'
import { useStudio } from '@/components/ui/studio-provider'
import type { EditView, NodeView, RootView } from '@/lib/edits/view'
import { formatBytes } from '@/lib/studio/byte-size'
import { showSize } from '@/lib/studio/facts'
import { listVeiled } from '@/lib/studio/stage/blind'

/** Details of the one node that is shown. */
export default function NodeDetails({ view }: { view: NodeView }) {
  return (
    <>
      <div className="scroll-edges min-h-0 flex-1 overflow-y-auto">
        <NodeHead view={view} />
        {view.kind === 'edit' ? <EditSections edit={view} /> : <UploadSection root={view} />}
        <NodeActions view={view} />
      </div>
      <DownloadFoot views={[view]} />
    </>
  )
}

function EditSections({ edit }: { edit: EditView }) {
  const loaded = useRecipe(edit)
  const isVeiled = useStudio((state) => listVeiled(state).some(({ id }) => id === edit.id))
  return (
    <>
      {!isVeiled && <OutcomeSection edit={edit} />}
      <FidelitySection key={edit.id} edit={edit} />
      {!isVeiled && <PassesSection edit={edit} />}
      <ProofSection edit={edit} loaded={loaded} />
      <RunTable edit={edit} />
      {!isVeiled && <StorySection edit={edit} />}
      {isVeiled ? <VeiledRecipe /> : <RecipeSection edit={edit} loaded={loaded} />}
      <Spent />
      {!isVeiled && <StandingsSection />}
    </>
  )
}

/** Every face of a recipe would tell who made the picture. */
function VeiledRecipe() {
  return (
    <Section title="Recipe">
      <p className="text-pretty text-ink-3 text-ui">
        Hidden while you choose blind. Keep one result to see who made which.
      </p>
    </Section>
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
