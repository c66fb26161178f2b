import { createLinkPage, type LinkAnswer, type SeenByLink } from '@amparo/client'
import { useMemo, useState } from 'preact/hooks'
import { useWords } from '../app/context.ts'
import { useAttempt } from '../app/use-action.ts'
import { useClearing } from '../app/use-clearing.ts'
import type { PageConfig } from '../auth/config.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/fields.tsx'
import { Page, Status } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { LinkAnswers } from './link/answers.tsx'
import { PersonView } from './referral/person-view.tsx'

const HOLDER = 'amparo.link'
/** Then nothing of the person is on the screen any more; it is as long as the page may be loaded again. */
const SHOWN_MS = 15 * 60_000

/** The browser's own secret for this link. It outlives a reload of this tab, and nothing else. */
function holderOf(id: string): string {
  const [kept, secret] = (sessionStorage.getItem(HOLDER) ?? '').split(' ')
  if (kept === id && secret !== undefined) return secret
  const bytes = crypto.getRandomValues(new Uint8Array(24))
  const made = btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
  sessionStorage.setItem(HOLDER, `${id} ${made}`)
  return made
}

/** One referral for somebody who never signs in. Until the code is right, it holds and fetches nothing of the person. */
export function LinkPage({ config, id }: { config: PageConfig; id: string }) {
  const { t } = useWords()
  const { page } = t.link
  const [code, setCode] = useState('')
  const [view, setView] = useState<SeenByLink>()
  const [fault, setFault] = useState<string>()
  const link = useMemo(() => {
    const { hub, jurisdictionCertificate: jurisdictionCert, publicUrl } = config
    return createLinkPage({ url: `${publicUrl}/api/redaction`, hub, jurisdictionCert, holder: holderOf(id) })
  }, [config, id])
  const open = useAttempt(async (digits: string) => setView(await link.open(id, digits)))
  const submit = () => {
    const digits = code.replace(/\D/g, '')
    setFault(digits.length === 8 ? undefined : page.wrongForm)
    if (digits.length === 8) void open.run(digits)
  }
  const clear = () => {
    setView(undefined)
    setCode('')
  }
  useClearing(view, clear, SHOWN_MS)
  if (view) return <Shown view={view} answer={said => link.answer(id, said)} />
  return (
    <Page title={page.title} lead={page.lead}>
      {open.problem?.status === 404 ? (
        <section class="problem" role="alert">
          <h2>{page.goneTitle}</h2>
          <p>{page.gone}</p>
        </section>
      ) : (
        <Problem problem={open.problem} />
      )}
      <form
        noValidate
        autocomplete="off"
        onSubmit={event => {
          event.preventDefault()
          submit()
        }}
      >
        <TextField id="code" label={page.code} hint={page.codeHint} fault={fault} value={code} onValue={setCode} />
        <div class="buttons">
          <Button type="submit" disabled={open.busy}>
            {page.open}
          </Button>
        </div>
      </form>
      <Status>{open.busy && page.opening}</Status>
    </Page>
  )
}

function Shown({ view, answer }: { view: SeenByLink; answer(said: LinkAnswer): Promise<void> }) {
  const { t } = useWords()
  const { page } = t.link
  const { name, phone } = view.from
  return (
    <Page title={page.shownTitle} lead={page.shown}>
      <p>
        {page.call(name)} {phone !== '' && <a href={`tel:${phone}`}>{phone}</a>}
      </p>
      <section aria-labelledby="person">
        <h2 id="person">{t.form.steps.person}</h2>
        <PersonView id="person" view={view} />
      </section>
      <LinkAnswers answer={answer} />
      <p class="hint">{page.leave}</p>
    </Page>
  )
}
