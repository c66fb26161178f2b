import type { ConsentView } from '@amparo/client'
import { useMemo, useState } from 'preact/hooks'
import { asProblem } from '../../app/as-problem.ts'
import { useSignedIn, useWords } from '../../app/context.ts'
import { ownAgency } from '../../app/is-own.ts'
import { useAction } from '../../app/use-action.ts'
import { useUnsaved } from '../../app/use-unsaved.ts'
import { isNoticeKind, NOTICES, noticesBy } from '../../case/notices.ts'
import type { Draft } from '../../form/draft.ts'
import { type Fault, faultsOf } from '../../form/faults.ts'
import { createNoticeIssuer, daysFit, emptyNotice, type NoticeDraft, takingFaults } from '../../form/notice.ts'
import { Button } from '../../ui/button.tsx'
import { RadioGroup, SelectField, TextField } from '../../ui/fields.tsx'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { FormContext } from '../new/form.ts'
import { ConsentTaking } from './consent-taking.tsx'

interface Props {
  readonly subjectRef: string
  readonly consents: readonly ConsentView[]
  /** A consent to it is on record: look again. */
  recorded(): void
}

/** For those who protect: a sheet that names the person to an agency which may have nothing else of them, if they agree. */
export function IssueNotice(props: Props) {
  const own = ownAgency(useSignedIn())
  const [kind] = noticesBy(own?.type ?? '')
  return kind === undefined || own === undefined ? null : <NoticeForm {...props} issuer={own.type} />
}

function NoticeForm({ subjectRef, consents, recorded, issuer }: Props & { issuer: string }) {
  const { t, code, language } = useWords()
  const { client, agencies, session, formTexts } = useSignedIn()
  const { issue: says } = t.held.notices
  const kinds = noticesBy(issuer)
  const begin = () => emptyNotice(kinds[0] ?? 'non_removal', session.hub, language)
  const [typed, setDraft] = useState(begin)
  const [tried, setTried] = useState(false)
  const [refused, setRefused] = useState<readonly Fault[]>([])
  const [said, setSaid] = useState('')
  const issue = useMemo(() => createNoticeIssuer(client, () => crypto.randomUUID()), [client])
  const [isTouched, setTouched] = useState(false)
  useUnsaved(isTouched)
  const change = (part: Partial<NoticeDraft>) => {
    setTouched(true)
    setDraft(before => ({ ...before, ...part }))
  }
  const set = (part: Partial<Draft>) => {
    setTouched(true)
    setRefused(before => before.filter(({ field }) => !(field in part)))
    setDraft(before => ({ ...before, taking: { ...before.taking, ...part } }))
  }
  const { kind, toAgency, shows, days, taking } = typed
  const { recipients, purpose, days: most } = NOTICES[kind]
  const isOnRecord = consents.some(one => one.status === 'in_force' && one.purposes?.includes(purpose) === true)
  const draft = { ...typed, agreesNow: typed.agreesNow || !isOnRecord }
  const to = agencies.all.filter(
    ({ hub, type, suspended, member }) =>
      hub === session.hub && recipients.includes(type) && suspended !== true && member !== false,
  )
  const chosen = to.find(({ agencyId }) => agencyId === toAgency)
  const faults = tried ? [...takingFaults(draft, new Date()), ...refused] : refused
  const form = useMemo(() => ({ draft: taking, set, faults }), [taking, tried, refused])
  const sending = useAction(async () => {
    if (chosen === undefined) return
    try {
      const notice = await issue({ subjectRef, draft, to: chosen, formTexts, now: new Date() })
      setSaid(says.done(notice.number))
      setDraft(begin())
      setTouched(false)
      setTried(false)
    } catch (error) {
      setRefused(faultsOf('consent', asProblem(error)))
      throw error
    } finally {
      recorded()
    }
  })
  return (
    <section aria-labelledby="issue-notice">
      <h2 id="issue-notice">{says.title}</h2>
      <p>{says.lead}</p>
      <Status>{said}</Status>
      {to.length === 0 && <p class="notice">{says.nobody}</p>}
      <form
        noValidate
        autocomplete="off"
        onSubmit={event => {
          event.preventDefault()
          setTried(true)
          setSaid('')
          if (chosen && daysFit(draft) && takingFaults(draft, new Date()).length === 0) void sending.run()
        }}
      >
        <RadioGroup
          {...{ id: 'notice-kind', label: says.kind, value: kind }}
          choices={kinds.map(one => ({ code: one, label: t.held.notices.kinds[one] }))}
          onValue={one => isNoticeKind(one) && change({ kind: one, toAgency: '' })}
        />
        <SelectField
          {...{ id: 'notice-to', label: says.to, value: toAgency, empty: t.app.choose }}
          fault={tried && !chosen ? t.form.faults.required : undefined}
          choices={to.map(({ agencyId, name }) => ({ code: agencyId, label: name }))}
          onValue={one => change({ toAgency: one })}
        />
        <RadioGroup
          {...{ id: 'notice-shows', label: says.shows, value: shows }}
          choices={[
            { code: 'name', label: t.held.notices.name },
            { code: 'document', label: t.held.notices.document },
          ]}
          onValue={one => change({ shows: one === 'document' ? 'document' : 'name' })}
        />
        <TextField
          {...{ id: 'notice-days', label: says.days, hint: says.daysHint(most), value: days }}
          fault={tried && !daysFit(draft) ? says.daysWrong : undefined}
          onValue={value => change({ days: value })}
        />
        {isOnRecord && (
          <RadioGroup
            {...{ id: 'notice-agreed', label: says.agrees, value: draft.agreesNow ? 'now' : 'before' }}
            choices={Object.entries(says.agreed).map(([one, label]) => ({ code: one, label }))}
            onValue={one => change({ agreesNow: one === 'now' })}
          />
        )}
        {draft.agreesNow && (
          <FormContext.Provider value={form}>
            <ConsentTaking title={`${says.agrees}${t.app.colon}${code('purpose', purpose)}`} />
          </FormContext.Provider>
        )}
        <Problem problem={sending.problem} />
        <Button type="submit" disabled={sending.busy}>
          {says.send}
        </Button>
      </form>
    </section>
  )
}
