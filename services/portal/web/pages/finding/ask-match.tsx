import { MATTER_NUMBER, referralPurposes } from '@amparo/contracts'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useKeys } from '../../app/use-keys.ts'
import { SelectField, TextField } from '../../ui/fields.tsx'
import { takesNew } from '../../work/accreditation.ts'
import { choicesIn } from '../custody/choices.ts'
import { referenceIn, ShortForm, useShortForm } from '../custody/short-form.tsx'

const REFERENCE = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** Who speaks for a state, or enforces, is asked nothing. */
const NEVER = new Set(['migration_enforcement', 'consulate', 'audit'])
const EMPTY = { subjectRef: '', to: '', purpose: '', reason: '', reference: '' }

/** One person of this hub, by an agency's reference; one other hub. */
export function AskMatch({ done }: { done(said: string): void }) {
  const { t, code, hubName } = useWords()
  const { client, agencies, config } = useSignedIn()
  const { once } = useKeys()
  const { matching, app } = t
  const others = agencies.all.filter(
    agency => agency.hub !== config.hub && agency.member !== false && takesNew(agency) && !NEVER.has(agency.type),
  )
  const form = useShortForm(
    EMPTY,
    typed => ({
      subjectRef: REFERENCE.test(referenceIn(typed.subjectRef)) ? undefined : matching.subjectRefFault,
      to: typed.to === '' ? app.choose : undefined,
      purpose: typed.purpose === '' ? app.choose : undefined,
      reason: typed.reason === '' ? app.choose : undefined,
      reference: MATTER_NUMBER.test(typed.reference.trim().toUpperCase()) ? undefined : matching.referenceHint,
    }),
    async ({ subjectRef, to, purpose, reason, reference }) => {
      const [hub = '', agencyId = ''] = to.split('/')
      const asked = {
        ...{ subjectRef: referenceIn(subjectRef), to: { hub, agencyId }, purpose, reason },
        reference: reference.trim().toUpperCase(),
      }
      await once(asked, key => client.askMatch(asked, key))
      done(matching.asked)
    },
  )
  return (
    <ShortForm form={form} send={matching.ask}>
      <TextField
        {...{ id: 'match-person', label: matching.subjectRef, hint: matching.subjectRefHint }}
        {...form.input('subjectRef')}
      />
      <SelectField
        {...{ id: 'match-to', label: matching.to, empty: app.choose }}
        choices={others.map(({ hub, agencyId, name }) => ({
          code: `${hub}/${agencyId}`,
          label: `${hubName(hub)}${t.app.colon}${name}`,
        }))}
        {...form.input('to')}
      />
      <SelectField
        {...{ id: 'match-purpose', label: matching.purpose, empty: app.choose }}
        choices={referralPurposes.map(purpose => ({ code: purpose, label: code('purpose', purpose) }))}
        {...form.input('purpose')}
      />
      <SelectField
        {...{ id: 'match-reason', label: matching.reason, empty: app.choose }}
        choices={choicesIn(matching.reasons)}
        {...form.input('reason')}
      />
      <TextField
        {...{ id: 'match-number', label: matching.reference, hint: matching.referenceHint }}
        {...form.input('reference')}
      />
    </ShortForm>
  )
}
