import type { ProtocolView } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { ownAgency } from '../../app/is-own.ts'
import { isChild } from '../../form/draft.ts'
import { ITEM_CODE_FIELDS } from '../../form/item-codes.ts'
import { admits } from '../../work/states.ts'
import { Radios, Select } from './bound.tsx'
import { useForm } from './form.ts'

/** Under which protocol: those that take referrals from this agency, each with what it is for. */
export function ProtocolChoice() {
  const { t, say } = useWords()
  const { draft } = useForm()
  const { choice } = t.case
  const open = useProtocols()
  return (
    <>
      <Radios
        name="protocol"
        choices={open.map(({ id, name, about, subjects, compartment }) => ({
          code: id,
          label: say(name),
          note: [
            say(about),
            ...(subjects === 'minors' ? [choice.minors] : []),
            ...(compartment ? [`${choice.compartment}.`] : []),
          ].join(' '),
        }))}
      />
      {open.find(({ id }) => id === draft.protocol)?.evaluated &&
        ITEM_CODE_FIELDS.map(name => <Select key={name} name={name} list={name} empty={t.app.choose} />)}
    </>
  )
}

/** Those that this agency may send under, for this person: an adult is no child, and a child's own protocols come first. */
export function useProtocols(): readonly ProtocolView[] {
  const { draft } = useForm()
  const { agencies, protocols, session, may } = useSignedIn()
  const own = ownAgency({ agencies, session })
  const isForMinors = ({ subjects }: ProtocolView) => subjects === 'minors'
  return protocols.all
    .filter(
      protocol =>
        (own === undefined || admits(protocol.senders, own.type)) &&
        (!protocol.compartment || may('protection:work')) &&
        (draft.minor !== 'no' || !isForMinors(protocol)),
    )
    .toSorted((a, b) => (isChild(draft) ? Number(isForMinors(b)) - Number(isForMinors(a)) : 0))
}
