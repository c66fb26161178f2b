import { referralPurposes } from '@amparo/contracts'
import { useMemo } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { REASONS } from '../../form/check.ts'
import { isChild, isCompelled, isGuardianSuspected, needsSecondPerson } from '../../form/draft.ts'
import { SAYS_NO, whoRefused } from '../../form/exclusions.ts'
import { spokenLanguages } from '../../i18n/lists.ts'
import { Checks, Day, Flag, Radios, Select, Text } from './bound.tsx'
import { Excluded } from './excluded.tsx'
import { useForm } from './form.ts'
import { LimitsPart } from './limits-part.tsx'
import { OwnWordsPart } from './own-words-part.tsx'
import { PaperFile } from './paper-file.tsx'
import { TakingPart } from './taking-part.tsx'
import { TextsUnread } from './texts-unread.tsx'

/** A consent that nobody gave is none. */
const CONSENTING: readonly string[] = ['self', 'guardian']

export function BasisStep({ sheetEach = false }: { sheetEach?: boolean }) {
  const words = useWords()
  const { t, code, codesOf, hubName } = words
  const { agencies } = useSignedIn()
  const { draft } = useForm()
  const languages = useMemo(() => spokenLanguages(words), [words])
  const to = agencies.find({ hub: draft.hub, agencyId: draft.agency })
  return (
    <>
      <Radios name="basis" list="basis" />
      {needsSecondPerson(draft) && <p class="notice">{t.form.secondPerson}</p>}
      {draft.basis !== '' && draft.basis !== 'consent' && <Justification asksOne={!sheetEach} />}
      <Radios name="grantedBy" list="grantor" only={draft.basis === 'consent' ? CONSENTING : codesOf('grantor')} />
      {isGuardianSuspected(draft) && <p class="notice">{t.form.guardianSuspected}</p>}
      <Checks name="purposes" list="purpose" only={referralPurposes} />
      {to ? (
        <Radios
          name="recipientScope"
          choices={[
            { code: 'agency', label: t.form.scopeAgency(to.name) },
            { code: 'type', label: t.form.scopeType(code('agencyType', to.type), hubName(to.hub)) },
          ]}
        />
      ) : (
        <p class="notice">{t.form.scopeNoAgency}</p>
      )}
      {to && draft.basis === 'consent' && <LimitsPart to={to} />}
      <Excluded />
      <Checks name="categories" list="category" />
      <TextsUnread />
      <Select name="languageExplained" choices={languages} />
      <Flag name="interpreter" />
      {draft.basis === 'consent' ? (
        <>
          <TakingPart sheetEach={sheetEach} />
          <Flag name="reportBack" />
          {to && <OwnWordsPart readers={[to.type]} />}
        </>
      ) : (
        <Flag name="comprehensionChecked" />
      )}
      <Day name="validUntil" />
      {isChild(draft) && <Flag name="assent" />}
    </>
  )
}

/** Of many at once nobody is asked here whether they said no: whoever did is referred by themselves. */
export function Justification({ asksOne }: { asksOne: boolean }) {
  const { draft } = useForm()
  const { t } = useWords()
  const reasons = REASONS[draft.basis] ?? []
  return (
    <div class="panel">
      <Radios name="reason" list="reason" only={asksOne ? reasons : reasons.filter(reason => reason !== SAYS_NO)} />
      {draft.basis === 'court_order' && (
        <>
          <PaperFile name="orderHash" hint={t.form.orderFile} />
          <Day name="orderUntil" />
        </>
      )}
      {draft.basis === 'legal_obligation' && (
        <>
          <Select name="law" list="law" />
          <Text name="article" />
          <Radios name="personTold" list="told" />
        </>
      )}
      {isCompelled(draft) && <Checks name="compels" list="category" />}
      {asksOne && (
        <Radios
          name="refusedBy"
          value={whoRefused(draft)}
          choices={(['nobody', 'self', 'guardian'] as const).map(who => ({ code: who, label: t.form.refused[who] }))}
        />
      )}
    </div>
  )
}
