import type { AgencyView } from '@amparo/client'
import type { ComponentChildren } from 'preact'
import { useSignedIn, useWords } from '../../app/context.ts'
import type { ExcludedRow } from '../../form/draft.ts'
import { ageBandFromBirth, type FieldName, isChild, isGuardianSuspected } from '../../form/draft.ts'
import { whoRefused } from '../../form/exclusions.ts'
import { actionsOf } from '../../form/onward-limits.ts'
import { mayAgree, readsOwnWords } from '../../form/own-words.ts'
import { linesOf } from '../../form/payload.ts'
import { isOnPaper } from '../../form/signed-sheet.ts'
import { STEPS, type StepName } from '../../form/steps.ts'
import { useWork } from '../../work/context.tsx'
import { choosable, describedIn, labelled } from '../../work/for-whom.ts'
import { useForm } from './form.ts'
import { TextsUnread } from './texts-unread.tsx'

/** All that was typed, to be read once more before it is sealed. */
export function ReviewStep({ edit }: { edit(step: StepName): void }) {
  const { t } = useWords()
  return (
    <>
      {STEPS.filter(step => step !== 'review').map(step => (
        <section key={step} class="reviewed" aria-labelledby={`review-${step}`}>
          <h3 id={`review-${step}`}>{t.form.steps[step]}</h3>
          <dl class="facts">
            <Reviewed step={step} />
          </dl>
          {step === 'narrative' && <TextsUnread />}
          <button type="button" class="secondary" onClick={() => edit(step)}>
            {t.form.edit(t.form.steps[step])}
          </button>
        </section>
      ))}
    </>
  )
}

function Reviewed({ step }: { step: StepName }) {
  const words = useWords()
  const { t, code, languageName, countryName, hubName } = words
  const { agencies, protocols } = useSignedIn()
  const { draft: d } = useForm()
  const { colleagues } = useWork()
  const all = (list: Parameters<typeof code>[0], codes: readonly string[]) =>
    codes.map(c => code(list, c)).join(t.app.semicolon)
  const to = agencies.find({ hub: d.hub, agencyId: d.agency })
  const named = (agency: AgencyView) => labelled(words, agency.name, choosable(agency, describedIn(d, new Date())))
  const excludedName = ({ hub, agencyType, agencyId, userId }: ExcludedRow) =>
    [
      `${agencies.find({ hub, agencyId })?.name ?? code('agencyType', agencyType)} (${hubName(hub)})`,
      ...(userId === '' ? [] : [colleagues.name(userId, words)]),
    ].join(t.app.colon)
  const asGuardian = (text: string) =>
    d.basis === 'consent' && d.grantedBy === 'guardian' && !isGuardianSuspected(d) ? text : ''
  const lines = (text: string) => linesOf(text).join(t.app.semicolon)
  const rows: Readonly<Record<StepName, readonly (readonly [FieldName, string])[]>> = {
    person: [
      ['names', lines(d.names)],
      ['aliases', lines(d.aliases)],
      ['birth', words.day(d.birth.trim())],
      ['ageBand', code('ageBand', ageBandFromBirth(d.birth, new Date()) ?? d.ageBand)],
      ['minor', d.minor === '' ? '' : t.form.minor[d.minor]],
      ['gender', code('gender', d.gender)],
      ['nationalities', d.nationalities.map(countryName).join(t.app.semicolon)],
      ['languages', d.languages.map(languageName).join(t.app.semicolon)],
      ['migrationStatus', d.migrationStatus && code('migrationStatus', d.migrationStatus)],
      ['documents', d.documents.map(({ type, number }) => `${type} ${number}`).join(t.app.semicolon)],
      ['phones', lines(d.phones)],
      ['emails', lines(d.emails)],
      ['addresses', lines(d.addresses)],
    ],
    safety: [
      [
        'contactChannel',
        d.hasSafeContact
          ? [code('channel', d.contactChannel), d.contactValue, d.contactWhen].filter(Boolean).join(t.app.semicolon)
          : '',
      ],
      ['contactCodeWord', d.hasSafeContact ? d.contactCodeWord : ''],
      ['contactLanguage', d.hasSafeContact && d.contactLanguage ? languageName(d.contactLanguage) : ''],
      ['guardianName', d.hasGuardian ? `${d.guardianName}; ${d.guardianRelation}` : ''],
      ['fearAsked', d.fearAsked === 'yes' ? code('fearAnswer', d.fearAnswer) : d.fearAsked === 'no' ? t.app.no : ''],
      ['needs', all('need', d.needs)],
      ['risks', all('risk', d.risks)],
    ],
    facts: [
      ['traffickingStatus', code('traffickingStatus', d.traffickingStatus)],
      ['exploitation', all('exploitation', d.exploitation)],
      ['control', all('control', d.control)],
      ['recruitment', all('recruitment', d.recruitment)],
      [
        'events',
        d.events
          .map(({ type, country, from, to: until }) =>
            [code('event', type), countryName(country), [from, until].filter(Boolean).map(words.day).join(' – ')]
              .filter(Boolean)
              .join(', '),
          )
          .join(t.app.semicolon),
      ],
    ],
    narrative: [
      ['narrative', d.narrative],
      [
        'incriminating',
        d.incriminating.map(({ start, end }) => `“${d.narrative.slice(start, end)}”`).join(t.app.semicolon),
      ],
    ],
    recipient: [
      ['protocol', protocols.name(d.protocol, words)],
      ['priority', code('priority', d.priority)],
      ['agency', to ? `${named(to)} (${hubName(to.hub)})` : ''],
      ['services', all('service', d.services)],
      ['purpose', d.purpose === '' ? t.form.purposeImplied : code('purpose', d.purpose)],
      ['fallback', d.fallback === '' ? '' : t.fallback.channel[d.fallback]],
      ['fallbackNumber', d.fallbackNumber],
      ['fallbackAt', d.fallbackAt === '' ? '' : words.moment(d.fallbackAt)],
    ],
    basis: [
      ['basis', code('basis', d.basis)],
      ['reason', d.basis === 'consent' ? '' : code('reason', d.reason)],
      ['refusedBy', d.basis === 'consent' ? '' : t.form.refused[whoRefused(d)]],
      ['grantedBy', code('grantor', d.grantedBy)],
      ['guardianAuthority', asGuardian(code('authority', d.guardianAuthority))],
      ['conflictCheck', asGuardian(code('conflictCheck', d.conflictCheck))],
      ['assent', isChild(d) && d.assent ? t.app.yes : ''],
      ['purposes', all('purpose', d.purposes)],
      [
        'recipientScope',
        to && d.recipientScope === 'type'
          ? t.form.scopeType(code('agencyType', to.type), hubName(to.hub))
          : to
            ? t.form.scopeAgency(to.name)
            : '',
      ],
      ['excluded', d.excluded.map(one => excludedName(one)).join(t.app.semicolon)],
      ['categories', all('category', d.categories)],
      ['languageExplained', d.languageExplained && languageName(d.languageExplained)],
      ['interpreter', d.interpreter ? t.app.yes : t.app.no],
      ['interpreterKind', d.interpreter ? code('interpreter', d.interpreterKind) : ''],
      ['comprehensionChecked', d.comprehensionChecked ? t.app.yes : t.app.no],
      ['comprehension', d.basis === 'consent' && d.comprehensionChecked ? code('comprehension', d.comprehension) : ''],
      ['capacity', d.basis === 'consent' ? code('capacity', d.capacity) : ''],
      ['signature', d.basis === 'consent' ? code('signature', d.signature) : ''],
      ['sheet', isOnPaper(d) ? (d.sheet ? t.form.sheetReady : t.form.sheetLater) : ''],
      [
        'actions',
        d.basis === 'consent' && to
          ? actionsOf(d, to)
              .map(way => (way === 'link' ? t.form.ways.link : t.form.ways.refer))
              .join(t.app.semicolon)
          : '',
      ],
      ['hubs', d.basis === 'consent' && d.recipientScope === 'type' ? d.hubs.map(hubName).join(t.app.semicolon) : ''],
      ['onward', d.basis === 'consent' && d.recipientScope === 'type' ? (d.onward ? t.app.yes : t.app.no) : ''],
      ['reportBack', d.basis !== 'consent' ? '' : d.reportBack ? t.app.yes : t.app.no],
      [
        'ownWordsAgreed',
        !mayAgree(d) || !readsOwnWords(to ? [to.type] : []) ? '' : d.ownWordsAgreed ? t.app.yes : t.app.no,
      ],
      ['advisedBy', mayAgree(d) && d.ownWordsAgreed ? code('adviser', d.advisedBy) : ''],
      ['validUntil', d.validUntil && words.day(d.validUntil)],
    ],
    review: [],
  }
  return (
    <>
      {rows[step]
        .filter(([, text]) => text !== '')
        .map(([field, text]) => (
          <Row key={field} name={t.form.fields[field].label} wide={field === 'narrative'}>
            {field === 'narrative' ? <p class="account">{text}</p> : text}
          </Row>
        ))}
    </>
  )
}

const Row = ({ name, wide, children }: { name: string; wide: boolean; children: ComponentChildren }) => (
  <div class={wide ? 'wide' : undefined}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
