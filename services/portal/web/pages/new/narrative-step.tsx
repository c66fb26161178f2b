import { useMemo } from 'preact/hooks'
import { useWords } from '../../app/context.ts'
import { writtenLanguages } from '../../i18n/lists.ts'
import { Account, Select } from './bound.tsx'
import { MarksPart } from './marks-part.tsx'

export function NarrativeStep() {
  const words = useWords()
  const languages = useMemo(() => writtenLanguages(words), [words])
  return (
    <>
      <Select name="narrativeLanguage" choices={languages} />
      <Account />
      <MarksPart />
    </>
  )
}
