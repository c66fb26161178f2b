import { useMemo } from 'preact/hooks'
import { useWords } from '../../app/context.ts'
import { spokenLanguages } from '../../i18n/lists.ts'
import { Flag, Select, Text } from './bound.tsx'
import { useForm } from './form.ts'

/** How the person may be reached without harm, if at all. */
export function SafeContact() {
  const words = useWords()
  const { draft } = useForm()
  const languages = useMemo(() => spokenLanguages(words), [words])
  return (
    <>
      <Flag name="hasSafeContact" />
      {draft.hasSafeContact && (
        <div class="panel">
          <Select name="contactChannel" list="channel" />
          <Text name="contactValue" />
          <Text name="contactWhen" />
          <Text name="contactCodeWord" />
          <Select name="contactLanguage" choices={languages} />
        </div>
      )}
    </>
  )
}
