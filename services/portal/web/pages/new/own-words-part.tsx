import { useWords } from '../../app/context.ts'
import { mayAgree, readsOwnWords } from '../../form/own-words.ts'
import { Day, Flag, Radios } from './bound.tsx'
import { useForm } from './form.ts'

/** Asked only of the person, and only where somebody would read it from whom it is kept otherwise. */
export function OwnWordsPart({ readers }: { readers: readonly string[] }) {
  const { t } = useWords()
  const { draft } = useForm()
  if (!mayAgree(draft) || !readsOwnWords(readers)) return null
  return (
    <>
      <Flag name="ownWordsAgreed" />
      {draft.ownWordsAgreed && (
        <div class="panel">
          <p>{t.form.ownWords}</p>
          <Radios name="advisedBy" list="adviser" />
          <Day name="advisedOn" />
        </div>
      )}
    </>
  )
}
