import { useMemo } from 'preact/hooks'
import { useWords } from '../../app/context.ts'
import { spokenLanguages } from '../../i18n/lists.ts'
import { Flag, Radios, Select } from '../new/bound.tsx'
import { useForm } from '../new/form.ts'
import { TakingPart } from '../new/taking-part.tsx'

/** Nobody but the person, or a child's guardian, consents. */
const GRANTORS = ['self', 'guardian']

/** How the person agreed: to a notice, or anew to what they had agreed to before. */
export function ConsentTaking({ title }: { title: string }) {
  const words = useWords()
  const { draft } = useForm()
  const languages = useMemo(() => spokenLanguages(words), [words])
  return (
    <div class="panel">
      <h3>{title}</h3>
      <Radios name="grantedBy" list="grantor" only={GRANTORS} />
      <Select name="languageExplained" choices={languages} />
      <Flag name="interpreter" />
      <TakingPart />
      {draft.grantedBy === 'guardian' && <Flag name="assent" />}
    </div>
  )
}
