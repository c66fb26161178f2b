import { useEffect, useMemo } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { REASONS } from '../../form/check.ts'
import { isChild } from '../../form/draft.ts'
import { quickBases, quickCategories } from '../../form/quick.ts'
import { spokenLanguages } from '../../i18n/lists.ts'
import { SelectField } from '../../ui/fields.tsx'
import { NotFor } from '../../ui/not-for.tsx'
import { takesNew } from '../../work/accreditation.ts'
import { describedIn, forPersonFirst, labelled } from '../../work/for-whom.ts'
import { recipientsAmong } from '../../work/recipients.ts'
import { Checks, Flag, Lines, Picker, Radios, Select } from '../new/bound.tsx'
import { FallbackPart } from '../new/fallback-part.tsx'
import { idOf, useForm } from '../new/form.ts'
import { ProtocolChoice, useProtocols } from '../new/protocol-choice.tsx'
import { SafeContact } from '../new/safe-contact.tsx'

export function QuickFields() {
  const { t } = useWords()
  const { quick } = t.case
  return (
    <>
      <h2>{quick.who}</h2>
      <Who />
      <h2>{quick.help}</h2>
      <Checks name="needs" list="need" />
      <Checks name="risks" list="risk" />
      <SafeContact />
      <h2>{quick.to}</h2>
      <To />
      <FallbackPart />
      <h2>{quick.allowed}</h2>
      <Basis />
    </>
  )
}

function Who() {
  const words = useWords()
  const { t } = words
  const { draft } = useForm()
  const languages = useMemo(() => spokenLanguages(words), [words])
  return (
    <>
      <Radios
        name="minor"
        choices={(['no', 'yes', 'doubt'] as const).map(answer => ({ code: answer, label: t.form.minor[answer] }))}
      />
      <p class="hint">{t.case.quick.safest}</p>
      {draft.minor !== '' && <Select name="ageBand" list="ageBand" empty={t.app.unknown} />}
      <Picker name="languages" choices={languages} />
      <Lines name="names" />
      <p class="hint">{t.case.quick.codeName}</p>
    </>
  )
}

function To() {
  const words = useWords()
  const { t, code, hubName } = words
  const { agencies, session } = useSignedIn()
  const { draft, set } = useForm()
  const open = useProtocols()
  const protocol = open.find(({ id }) => id === draft.protocol)
  const only = open.length === 1 ? open[0] : undefined
  useEffect(() => {
    if (only !== undefined && draft.protocol === '') set({ protocol: only.id })
  })
  const others = recipientsAmong(agencies.all, session.agency, protocol?.recipients).filter(
    // One officer's word opens nothing to an organisation outside: it takes a consent that names it.
    agency => agency.member !== false && takesNew(agency),
  )
  const listed = forPersonFirst(
    others.filter(({ hub }) => hub === draft.hub),
    describedIn(draft, new Date()),
  )
  const hubs = [...new Set(others.map(({ hub }) => hub))].toSorted()
  if (open.length === 0) return <p class="notice">{t.case.quick.noProtocol}</p>
  return (
    <>
      {only === undefined && <ProtocolChoice />}
      <SelectField
        id={idOf('hub')}
        label={t.form.fields.hub.label}
        value={draft.hub}
        choices={hubs.map(hub => ({ code: hub, label: hubName(hub) }))}
        onValue={hub => set({ hub, agency: '' })}
      />
      <Select
        name="agency"
        choices={listed.map(one => {
          const { agencyId, name, type } = one.agency
          return { code: agencyId, label: labelled(words, `${name} (${code('agencyType', type)})`, one) }
        })}
      />
      <NotFor among={listed} chosen={draft.agency} />
    </>
  )
}

function Basis() {
  const { t, code } = useWords()
  const { draft } = useForm()
  const { quick } = t.case
  const alone = draft.basis === 'vital_interest' || draft.basis === 'child_safeguarding'
  return (
    <>
      <Radios name="basis" list="basis" only={quickBases(draft)} />
      {draft.basis === 'consent' && (
        <>
          <p class="hint">{quick.basisHint}</p>
          <Flag name="comprehensionChecked" />
          <p class="notice">{quick.oralEnds}</p>
        </>
      )}
      {draft.basis !== '' && (
        <p class="hint">
          {t.form.fields.categories.label}
          {t.app.colon}
          {quickCategories(draft)
            .map(name => code('category', name))
            .join(t.app.semicolon)}
          .
        </p>
      )}
      {alone && <Radios name="reason" list="reason" only={REASONS[draft.basis] ?? []} />}
      {alone && <p class="notice">{t.form.secondPerson}</p>}
      {draft.basis === 'vital_interest' && <p class="hint">{quick.vitalEnds}</p>}
      {isChild(draft) && <p class="notice">{t.form.childWithoutGuardian}</p>}
    </>
  )
}
