import type { OwnRecord as Content, NewSheet, ReferralView, SheetMade } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import { useLoad } from '../../app/use-load.ts'
import { useShownBriefly } from '../../app/use-shown-briefly.ts'
import { isLanguageOfPage, type Language, NAMES } from '../../i18n/language.ts'
import { type Words, wordsIn } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { RadioGroup, SelectField } from '../../ui/fields.tsx'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { OwnRecord } from '../record/own-record.tsx'
import { TakeBack } from './take-back.tsx'

/** For whoever sent the person: what the person may know of what is held about them, and the sheet to read it by alone. */
export function PersonsRecord({ referral, takenBack }: { referral: ReferralView; takenBack(said: string): void }) {
  const { may, session } = useSignedIn()
  const { subjectRef } = referral
  const isMine = referral.from.agencyId === session.agency && referral.assignedTo.includes(session.user)
  if (subjectRef === undefined || !isMine || !may('view:open')) return null
  return (
    <>
      <Record key={subjectRef} subjectRef={subjectRef} />
      <TakeBack key={`back ${subjectRef}`} subjectRef={subjectRef} referralId={referral.id} done={takenBack} />
    </>
  )
}

/** Of the two only the guardian may be part of the harm, and is refused then (rules: Retention). */
type AskedBy = keyof Words['t']['record']['askers']

/** Shown, and made into a sheet, by the reference under which the own agency has the person. */
export function Record({ subjectRef }: { subjectRef: string }) {
  const { t, language } = useWords()
  const { client } = useSignedIn()
  const { record: says } = t
  const sheets = useLoad(subjectRef, () => client.recordSheets(subjectRef))
  const [theirs, setTheirs] = useState<Language>(language)
  const [askedBy, setAskedBy] = useState<AskedBy>('person')
  const { shown, said, cleared, busy, hide, ...work } = useShownBriefly<{ record: Content } | { sheet: NewSheet }>()
  const record = shown && 'record' in shown ? shown.record : undefined
  const sheet = shown && 'sheet' in shown ? shown.sheet : undefined
  const show = async () => ({ shows: { record: await client.ownRecord(subjectRef, askedBy) }, words: says.shown })
  const make = async () => {
    const shows = { sheet: await client.makeRecordSheet(subjectRef, askedBy) }
    await sheets.reload()
    return { shows, words: says.sheetMade }
  }
  const callBack = async () => {
    const count = await client.callBackRecordSheets(subjectRef)
    await sheets.reload()
    return { words: says.calledBack(count) }
  }
  const words = wordsIn(theirs)
  return (
    <section aria-labelledby="own-record">
      <h2 id="own-record">{says.title}</h2>
      <div class="no-print">
        <p>{says.lead}</p>
        <Problem problem={work.problem ?? sheets.problem} />
        <Status told={said}>{busy ? t.app.loading : cleared && says.cleared}</Status>
        <RadioGroup
          id="own-record-asked-by"
          label={says.askedBy}
          value={askedBy}
          choices={(['person', 'guardian'] as const).map(code => ({ code, label: says.askers[code] }))}
          onValue={code => {
            hide()
            setAskedBy(code === 'guardian' ? 'guardian' : 'person')
          }}
        />
        <SelectField
          id="own-record-language"
          label={says.language}
          value={theirs}
          choices={Object.entries(NAMES).map(([code, label]) => ({ code, label }))}
          onValue={code => isLanguageOfPage(code) && setTheirs(code)}
        />
        <div class="buttons">
          <Button type="button" disabled={busy} onClick={() => (record ? hide() : work.run(show))}>
            {record ? says.hide : says.show}
          </Button>
          <Button type="button" class="secondary" disabled={busy} onClick={() => work.run(make)}>
            {says.make}
          </Button>
          {sheets.data?.some(({ state }) => state === 'open') && (
            <Button type="button" class="secondary" disabled={busy} onClick={() => work.run(callBack)}>
              {says.callBack}
            </Button>
          )}
          {shown && (
            <button type="button" class="secondary" onClick={() => window.print()}>
              {says.print}
            </button>
          )}
        </div>
      </div>
      {record && <OwnRecord record={record} words={words} />}
      {sheet && <CodeSheet sheet={sheet} language={theirs} />}
      <h3 class="no-print">{says.made}</h3>
      {sheets.data?.length === 0 && <p class="no-print">{says.none}</p>}
      <Made items={sheets.data ?? []} />
    </section>
  )
}

/** The code stands beside the sheet, never on it: it is told. */
function CodeSheet({ sheet, language }: { sheet: NewSheet; language: Language }) {
  const { t } = useWords()
  const { config } = useSignedIn()
  const words = wordsIn(language)
  const { sheet: says } = words.t.record
  return (
    <>
      <div class="panel no-print">
        <dl class="facts">
          <div>
            <dt>{t.record.code}</dt>
            <dd>
              <strong id="own-record-code">{sheet.code}</strong>
            </dd>
          </div>
        </dl>
        <p>{t.record.codeSpoken}</p>
        {sheet.standBy && <SecondOfficer standBy={sheet.standBy} />}
      </div>
      <article class="sheet for-person" lang={language}>
        <p class="sheet-number">
          <span>{says.title}</span>
          <strong>{sheet.number}</strong>
        </p>
        <p>
          {says.go} <code>{`${config.publicUrl}/${addressOf({ page: 'sheet' })}`}</code>
        </p>
        <p>{says.code}</p>
        <p>{says.until(words.moment(sheet.expiresAt))}</p>
      </article>
    </>
  )
}

/** The sheet opens to nobody before: who has to stand by, until when, and the way there. */
function SecondOfficer({ standBy }: { standBy: NonNullable<NewSheet['standBy']> }) {
  const { t, moment } = useWords()
  const { config } = useSignedIn()
  const { standBy: says } = t.record
  const link = `${config.publicUrl}/${addressOf({ page: 'stand-by', id: standBy.id })}`
  return (
    <div class="notice">
      <p>{(standBy.afterWithdrawal ? says.another : says.needed)(moment(standBy.until))}</p>
      <p>
        <a href={link}>{says.link}</a>
        {t.app.colon}
        <code>{link}</code>
      </p>
    </div>
  )
}

function Made({ items }: { items: readonly SheetMade[] }) {
  const { t, moment } = useWords()
  return (
    <ol class="timeline small no-print">
      {items.map(({ madeAt, standByUntil, lastReadAt, state }) => (
        <li key={madeAt} class="station">
          <strong>
            {standByUntil && lastReadAt === null && state === 'open'
              ? t.record.standBy.by(moment(standByUntil))
              : t.record.state[state]}
          </strong>
          <time dateTime={lastReadAt ?? madeAt}>{moment(lastReadAt ?? madeAt)}</time>
        </li>
      ))}
    </ol>
  )
}
