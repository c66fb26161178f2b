import type { ConsentView } from '@amparo/client'
import { referralPurposes } from '@amparo/contracts'
import { useMemo, useState } from 'preact/hooks'
import { asProblem } from '../../app/as-problem.ts'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { useUnsaved } from '../../app/use-unsaved.ts'
import type { Draft } from '../../form/draft.ts'
import { type Fault, faultsOf } from '../../form/faults.ts'
import { createRenewer, leavesOut, renewalDraft, renewalFaults } from '../../form/renewal.ts'
import { Problem } from '../../ui/problem.tsx'
import { SendOrLeave } from '../../ui/send-or-leave.tsx'
import { Checks, Day, Flag } from '../new/bound.tsx'
import { FormContext } from '../new/form.ts'
import { OwnWordsPart } from '../new/own-words-part.tsx'
import { ConsentTaking } from './consent-taking.tsx'
import { type How, HowTaken } from './how-taken.tsx'

interface Props {
  readonly consent: ConsentView
  readonly subjectRef: string
  done(): void
  leave(): void
}

/** The person is asked anew: for longer, for more, or for something else. What they agree to stands in the place of what they did before. */
export function Renew({ consent, subjectRef, done, leave }: Props) {
  const { t, language } = useWords()
  const { client, session, formTexts } = useSignedIn()
  const { change: says } = t.held
  const [draft, setDraft] = useState(() => renewalDraft(consent, session.hub, language))
  const [tried, setTried] = useState(false)
  const [how, setHow] = useState<How>({ by: undefined, duress: undefined, alone: false })
  const [refused, setRefused] = useState<readonly Fault[]>([])
  const renew = useMemo(() => createRenewer(client, () => crypto.randomUUID()), [client])
  // What the person agreed to before may be for a notice: that is asked anew too, but nothing else than a referral is begun here.
  const purposes = [...new Set([...referralPurposes, ...(consent.purposes ?? [])])]
  const [isTouched, setTouched] = useState(false)
  useUnsaved(isTouched)
  const set = (part: Partial<Draft>) => {
    setTouched(true)
    setRefused(before => before.filter(({ field }) => !(field in part)))
    setDraft(before => ({ ...before, ...part }))
  }
  const faults = tried ? [...renewalFaults(draft, new Date()), ...refused] : refused
  const form = useMemo(() => ({ draft, set, faults }), [draft, tried, refused])
  const isLess = leavesOut(consent, draft)
  const isTaken = !isLess || (how.duress === 'none' && how.alone)
  const required = (isGiven: boolean) => (tried && !isGiven ? t.form.faults.required : undefined)
  const send = useAction(async () => {
    const { duress } = how
    const takenBack = isLess && duress ? ({ inPrivate: true, duressChecked: true, duress } as const) : undefined
    try {
      await renew({ subjectRef, consent, draft, takenBack, formTexts })
    } catch (error) {
      setRefused(faultsOf('consent', asProblem(error)))
      throw error
    }
    done()
  })
  return (
    <FormContext.Provider value={form}>
      <form
        class="panel"
        noValidate
        autocomplete="off"
        onSubmit={event => {
          event.preventDefault()
          setTried(true)
          if (renewalFaults(draft, new Date()).length === 0 && isTaken) void send.run()
        }}
      >
        <p>{says.renewLead}</p>
        <Checks name="purposes" list="purpose" only={purposes} />
        <Checks name="categories" list="category" />
        <Day name="validUntil" />
        <Flag name="reportBack" />
        <OwnWordsPart readers={(consent.recipients ?? []).map(({ agencyType }) => agencyType)} />
        <ConsentTaking title={says.taking} />
        {isLess && (
          <div class="panel">
            <p>{says.leftOut}</p>
            <HowTaken
              {...{ id: part => `renew-${part}`, how, ofGuardian: false }}
              faults={{
                duress: tried && how.duress === 'suspected' ? says.underPressure : required(how.duress !== undefined),
                alone: required(how.alone),
              }}
              change={part => setHow(before => ({ ...before, ...part }))}
            />
          </div>
        )}
        <Problem problem={send.problem} focus />
        <SendOrLeave send={says.send.renew} leaveIt={says.leave} busy={send.busy} leave={leave} />
      </form>
    </FormContext.Provider>
  )
}
