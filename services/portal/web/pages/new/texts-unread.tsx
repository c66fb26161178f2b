import { useSignedIn, useWords } from '../../app/context.ts'
import { readsTexts } from '../../form/reads-texts.ts'
import { useForm } from './form.ts'

/** To whoever has written an account, or asked for one to be shared: that nobody there will read it, and where to say what helps. */
export function TextsUnread() {
  const { t } = useWords()
  const { agencies } = useSignedIn()
  const { draft } = useForm()
  const to = agencies.find({ hub: draft.hub, agencyId: draft.agency })
  const isMeant = draft.narrative.trim() !== '' || draft.categories.includes('narrative')
  if (to === undefined || !isMeant || readsTexts(to.type, draft.purpose)) return null
  return <p class="notice">{t.form.textsUnread(to.name)}</p>
}
