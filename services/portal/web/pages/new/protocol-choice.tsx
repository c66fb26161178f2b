import type { ProtocolView } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { admits } from '../../work/states.ts'
import { Radios } from './bound.tsx'

/** Under which protocol: those that take referrals from this agency, each with what it is for. */
export function ProtocolChoice() {
  const { t, say } = useWords()
  const { choice } = t.case
  const open = useProtocols()
  return (
    <Radios
      name="protocol"
      choices={open.map(({ id, name, about, subjects, compartment }) => ({
        code: id,
        label: say(name),
        note: [
          say(about),
          ...(subjects === 'minors' ? [`${choice.forWhom}: ${choice.minors}.`] : []),
          ...(compartment ? [`${choice.compartment}.`] : []),
        ].join(' '),
      }))}
    />
  )
}

export function useProtocols(): readonly ProtocolView[] {
  const { agencies, protocols, session, may } = useSignedIn()
  const own = agencies.all.find(({ agencyId }) => agencyId === session.agency)
  return protocols.all.filter(
    ({ senders, compartment }) =>
      (own === undefined || admits(senders, own.type)) && (!compartment || may('protection:work')),
  )
}
