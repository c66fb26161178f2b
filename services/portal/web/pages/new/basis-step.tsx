import { useMemo, useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { REASONS } from '../../form/check.ts'
import { isChild, needsSecondPerson } from '../../form/draft.ts'
import { hashOfFile } from '../../form/hash-of-file.ts'
import { spokenLanguages } from '../../i18n/lists.ts'
import { Checks, Day, Flag, Radios, Select, Text } from './bound.tsx'
import { idOf, useForm } from './form.ts'

export function BasisStep() {
  const words = useWords()
  const { t, code, codesOf } = words
  const { agencies } = useSignedIn()
  const { draft } = useForm()
  const languages = useMemo(() => spokenLanguages(words), [words])
  // No data of a person serve the control of migration (rules: States that a person may fear).
  const purposes = codesOf('purpose').filter(purpose => purpose !== 'migration_control')
  const to = agencies.find({ hub: draft.hub, agencyId: draft.agency })
  return (
    <>
      <Radios name="basis" list="basis" />
      {needsSecondPerson(draft.basis) && <p class="notice">{t.form.secondPerson}</p>}
      {draft.basis !== '' && draft.basis !== 'consent' && <Justification />}
      <Radios name="grantedBy" list="grantor" />
      <Checks name="purposes" list="purpose" only={purposes} />
      {to ? (
        <Radios
          name="recipientScope"
          choices={[
            { code: 'agency', label: t.form.scopeAgency(to.name) },
            { code: 'type', label: t.form.scopeType(code('agencyType', to.type), to.hub) },
          ]}
        />
      ) : (
        <p class="notice">{t.form.scopeNoAgency}</p>
      )}
      <Checks name="categories" list="category" />
      <Select name="languageExplained" choices={languages} />
      <Flag name="interpreter" />
      <Flag name="comprehensionChecked" />
      {draft.basis === 'consent' && <Radios name="signature" list="signature" />}
      {draft.basis === 'consent' && <Flag name="reportBack" />}
      <Day name="validUntil" />
      {isChild(draft) && <Flag name="assent" />}
    </>
  )
}

function Justification() {
  const { draft } = useForm()
  return (
    <div class="panel">
      <Radios name="reason" list="reason" only={REASONS[draft.basis] ?? []} />
      {draft.basis === 'court_order' && <OrderFile />}
      {draft.basis === 'legal_obligation' && (
        <>
          <Select name="law" list="law" />
          <Text name="article" />
        </>
      )}
    </div>
  )
}

/** The order itself stays where it is; what is recorded can prove later which one it was. */
function OrderFile() {
  const { t } = useWords()
  const { draft, set, faults } = useForm()
  const [busy, setBusy] = useState(false)
  const id = idOf('orderHash')
  const isAtFault = draft.orderHash === '' && faults.some(({ field }) => field === 'orderHash')
  const take = async (file: File | undefined) => {
    setBusy(true)
    set({ orderHash: file ? await hashOfFile(file) : '' })
    setBusy(false)
  }
  return (
    <div class="field">
      <label for={id}>{t.form.fields.orderHash.label}</label>
      <p class="hint" id={`${id}-hint`}>
        {t.form.orderFile}
      </p>
      {isAtFault && (
        <p class="fault" id={`${id}-fault`}>
          {t.form.faults.required}
        </p>
      )}
      <input
        id={id}
        type="file"
        aria-describedby={isAtFault ? `${id}-hint ${id}-fault` : `${id}-hint`}
        aria-invalid={isAtFault ? 'true' : undefined}
        onChange={event => void take(event.currentTarget.files?.[0])}
      />
      <p role="status">{!busy && draft.orderHash !== '' && t.form.orderFileDone}</p>
    </div>
  )
}
