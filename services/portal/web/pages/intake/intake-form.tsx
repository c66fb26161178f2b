import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import type { Draft } from '../../form/draft.ts'
import { consentOf, payloadOf, referralOf } from '../../form/payload.ts'
import { sheetIn } from '../../form/signed-sheet.ts'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { PhoneInstead } from '../../ui/phone-instead.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useWork } from '../../work/context.tsx'
import { asksFear, faultsOfIntake, type IntakeFaults } from '../../work/intake/check.ts'
import { draftOf, type IntakeDraft, type IntakeRow, isBlank, isChildRow } from '../../work/intake/draft.ts'
import type { KeptIntake } from '../../work/intake/keep.ts'
import type { Person, RowState } from '../../work/intake/send.ts'
import { FormContext } from '../new/form.ts'
import { ChildrenPart } from './children-part.tsx'
import { Faults } from './faults.tsx'
import { People } from './people.tsx'
import { Results } from './results.tsx'
import { SharedPart } from './shared-part.tsx'

/** What is the same for all once, a short row for each, and how far each has come. */
export function IntakeForm({ begin, another }: { begin: KeptIntake; another(): void }) {
  const { t } = useWords()
  const { agencies, protocols, formTexts, session } = useSignedIn()
  const { intake: kept } = useWork()
  const { send } = begin
  const [draft, setDraft] = useState<IntakeDraft>(begin.draft)
  const [states, setStates] = useState(begin.states)
  const [faults, setFaults] = useState<IntakeFaults>()
  const [broken, setBroken] = useState(false)
  const summary = useRef<HTMLElement>(null)
  useEffect(() => {
    const changed = draft !== begin.draft || states !== begin.states
    const allSent = states.size > 0 && waitingOf(draft, states).length === 0
    kept.current = (changed || kept.current) && !allSent ? { draft, states, send } : undefined
  }, [draft, states, send, kept, begin])

  const people = draft.rows.filter(row => !isBlank(row))
  const waiting = waitingOf(draft, states)
  const recipients = { ownHub: session.hub, find: agencies.find }
  const sent = people.length - waiting.length

  const personOf = (row: IntakeRow): Person => ({
    key: row.key,
    sending: belongs => {
      const own = draftOf(draft, row)
      const to = agencies.find({ hub: own.hub, agencyId: own.agency })
      if (!to) throw new TypeError('no recipient')
      return {
        payload: payloadOf(own, new Date()),
        sheet: sheetIn(own),
        consent: (subjectRef, sheet) =>
          consentOf(own, to, subjectRef, { protocol: protocols.find(own.protocol), formTexts, sheet }),
        referral: (subjectRef, draftId) => ({
          ...referralOf(own, to, subjectRef, { protocol: protocols.find(own.protocol), draftId }),
          ...belongs,
        }),
      }
    },
  })
  const sending = useAction(async () => {
    setBroken(false)
    const { protocol } = draft.shared
    const whole = await send(
      { count: people.length, protocol: protocol || draft.children.protocol },
      people.map(personOf),
      (key, state) => setStates(before => new Map(before).set(key, state)),
    )
    setBroken(!whole)
  })
  const submit = () => {
    const found = faultsOfIntake(draft, ({ key }) => states.get(key)?.kind === 'sent', new Date(), recipients)
    setFaults(found)
    if (found) setTimeout(() => summary.current?.focus())
    else void sending.run()
  }
  const shared = useMemo(
    () => ({
      draft: draft.shared,
      faults: faults?.shared ?? [],
      set: (change: Partial<Draft>) => {
        setDraft(before => ({ ...before, shared: { ...before.shared, ...change } }))
        setFaults(before => before && { ...before, shared: before.shared.filter(({ field }) => !(field in change)) })
      },
    }),
    [draft.shared, faults],
  )
  const begun = states.size > 0
  return (
    <Page title={t.intake.title} lead={t.intake.lead}>
      <PhoneInstead />
      <Faults faults={faults} rows={draft.rows} place={summary} />
      <form
        noValidate
        autocomplete="off"
        onSubmit={event => {
          event.preventDefault()
          submit()
        }}
      >
        {/* What has gone out for some stays the same for all. */}
        <fieldset class="whole" disabled={begun && sent > 0}>
          <legend class="hidden">{t.intake.shared}</legend>
          <FormContext.Provider value={shared}>
            <SharedPart />
          </FormContext.Provider>
        </fieldset>
        {people.some(isChildRow) && (
          <ChildrenPart
            facts={draft.children}
            faults={faults?.children ?? []}
            set={change => setDraft(before => ({ ...before, children: { ...before.children, ...change } }))}
          />
        )}
        <People
          draft={draft}
          states={states}
          fear={asksFear(draft, recipients)}
          faults={faults && withNobody(faults, draft.rows[0])}
          change={rows => setDraft(before => ({ ...before, rows }))}
        />
        <Problem problem={sending.problem} />
        <Results people={people} states={states} busy={sending.busy} broken={broken} />
        <div class="buttons">
          {waiting.length > 0 || !begun ? (
            <Button type="submit" disabled={sending.busy}>
              {sending.busy
                ? t.form.sending
                : begun
                  ? t.intake.goOn(waiting.length)
                  : waiting.length === 0
                    ? t.form.send
                    : t.intake.send(waiting.length)}
            </Button>
          ) : (
            <button type="button" onClick={another}>
              {t.intake.another}
            </button>
          )}
        </div>
      </form>
      <p class="hint">{t.form.nothingStored}</p>
    </Page>
  )
}

/** That there is nobody stands beside the first row, too. */
const withNobody = ({ rows, nobody }: IntakeFaults, first: IntakeRow | undefined): IntakeFaults['rows'] =>
  nobody && first ? new Map([[first.key, [{ field: 'names', code: 'required' }]]]) : rows

const waitingOf = ({ rows }: IntakeDraft, states: ReadonlyMap<string, RowState>): readonly IntakeRow[] =>
  rows.filter(row => !isBlank(row) && states.get(row.key)?.kind !== 'sent')
