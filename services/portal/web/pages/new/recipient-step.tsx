import { referralPurposes } from '@amparo/contracts'
import { useSignedIn, useWords } from '../../app/context.ts'
import { SelectField } from '../../ui/fields.tsx'
import { Lapsed } from '../../ui/lapsed.tsx'
import { NotFor } from '../../ui/not-for.tsx'
import { SealedNotice } from '../../ui/sealed-notice.tsx'
import { takesNew } from '../../work/accreditation.ts'
import { describedIn, forPersonFirst, labelled } from '../../work/for-whom.ts'
import { recipientsAmong } from '../../work/recipients.ts'
import { Checks, Radios, Select } from './bound.tsx'
import { FallbackPart } from './fallback-part.tsx'
import { idOf, useForm } from './form.ts'
import { ProtocolChoice } from './protocol-choice.tsx'

export function RecipientStep() {
  const words = useWords()
  const { t, code, hubName } = words
  const { agencies, protocols, session } = useSignedIn()
  const { draft, set } = useForm()
  const protocol = protocols.find(draft.protocol)
  const open = recipientsAmong(agencies.all, session.agency, protocol?.recipients).filter(
    // A link is made in the hub of the organisation that is to open it.
    ({ member, hub }) => member !== false || hub === session.hub,
  )
  const hubs = [...new Set(open.map(({ hub }) => hub))].toSorted()
  const here = open.filter(({ hub }) => hub === draft.hub)
  const types = [...new Set(here.map(({ type }) => type))]
  const wanted = here.filter(({ type }) => !draft.agencyType || type === draft.agencyType)
  const listed = forPersonFirst(wanted.filter(takesNew), describedIn(draft, new Date()))
  const chosen = listed.find(({ agency }) => agency.agencyId === draft.agency)?.agency
  return (
    <>
      <ProtocolChoice />
      <Radios name="priority" list="priority" />
      <SelectField
        id={idOf('hub')}
        label={t.form.fields.hub.label}
        value={draft.hub}
        choices={hubs.map(hub => ({ code: hub, label: hubName(hub) }))}
        onValue={hub => set({ hub, agencyType: '', agency: '' })}
      />
      <SelectField
        id={idOf('agencyType')}
        label={t.form.fields.agencyType.label}
        value={draft.agencyType}
        empty={t.form.anyType}
        choices={types.map(type => ({ code: type, label: code('agencyType', type) }))}
        onValue={agencyType => set({ agencyType, agency: '' })}
      />
      <Select
        name="agency"
        choices={listed.map(one => {
          const { agencyId, name, type, member } = one.agency
          const kind = member === false ? t.link.badge : code('agencyType', type)
          return { code: agencyId, label: labelled(words, `${name} (${kind})`, one) }
        })}
      />
      <Lapsed among={wanted} />
      <NotFor among={listed} chosen={draft.agency} />
      <SealedNotice to={chosen} />
      <Checks name="services" list="service" {...(protocol?.services ? { only: protocol.services } : {})} />
      <Select name="purpose" list="purpose" only={referralPurposes} empty={t.form.purposeImplied} />
      <FallbackPart />
    </>
  )
}
