import { useSignedIn, useWords } from '../../app/context.ts'
import { DayField, SelectField, TextField } from '../../ui/fields.tsx'
import { choicesIn } from './choices.ts'
import { asSent, useOrderFaults } from './order.ts'
import { ShortForm, useShortForm } from './short-form.tsx'

const EMPTY = { subjectRef: '', authority: '', reference: '', agencyId: '', reviewOn: '' }

export function PlaceSecrecy({ done }: { done(said: string): void }) {
  const { t } = useWords()
  const { client, agencies, session } = useSignedIn()
  const { custody, app } = t
  const faultsOf = useOrderFaults()
  const form = useShortForm(
    EMPTY,
    typed => ({ ...faultsOf(typed), agencyId: typed.agencyId === '' ? app.choose : undefined }),
    async typed => {
      await client.placeSecrecy(asSent(typed))
      done(custody.secrecy.placed)
    },
  )
  const ofHub = agencies.all.filter(({ hub }) => hub === session.hub)
  return (
    <ShortForm form={form} send={custody.secrecy.place}>
      <TextField {...{ id: 'secrecy-subject', label: custody.reference }} {...form.input('subjectRef')} />
      <SelectField
        {...{ id: 'secrecy-agency', label: custody.secrecy.agency, empty: app.choose }}
        choices={ofHub.map(({ agencyId, name }) => ({ code: agencyId, label: name }))}
        {...form.input('agencyId')}
      />
      <SelectField
        {...{ id: 'secrecy-authority', label: custody.authority, empty: app.choose }}
        choices={choicesIn(custody.authorities).filter(({ code }) => AUTHORITIES.includes(code))}
        {...form.input('authority')}
      />
      <TextField
        {...{ id: 'secrecy-number', label: custody.number, hint: custody.numberHint }}
        {...form.input('reference')}
      />
      <DayField {...{ id: 'secrecy-review', label: custody.reviewOn }} {...form.input('reviewOn')} />
    </ShortForm>
  )
}

/** Who may order that somebody is not told yet. */
const AUTHORITIES = ['court', 'prosecution']
