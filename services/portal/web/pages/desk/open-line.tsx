import { useSignedIn, useWords } from '../../app/context.ts'
import { useKeys } from '../../app/use-keys.ts'
import { MomentField, SelectField, TextField } from '../../ui/fields.tsx'
import { ShortForm, useShortForm } from '../custody/short-form.tsx'
import type { RegisterDef } from './register-def.ts'

const EMPTY = { kind: '', knownAt: '', agencyId: '', subjectRef: '' }
const REFERENCE = /^[\w.:-]{1,128}$/

interface Props {
  readonly register: string
  readonly def: RegisterDef
  opened(): void
}

/** A matter is entered by its kind, since when it is known, and references: no words, which could name somebody. */
export function OpenLine({ register, def, opened }: Props) {
  const { t, say } = useWords()
  const { client, agencies, config } = useSignedIn()
  const { once } = useKeys()
  const { registers, search } = t.desk
  const form = useShortForm(
    EMPTY,
    ({ kind, knownAt, subjectRef }) => ({
      kind: kind === '' ? t.app.choose : undefined,
      knownAt: knownAt === '' ? t.form.faults.required : undefined,
      agencyId: undefined,
      subjectRef: subjectRef.trim() === '' || REFERENCE.test(subjectRef.trim()) ? undefined : search.invalid,
    }),
    async ({ kind, knownAt, agencyId, subjectRef }) => {
      const about = subjectRef.trim()
      const line = {
        ...{ kind, knownAt: new Date(knownAt).toISOString() },
        ...(agencyId !== '' && { agencyId }),
        ...(about !== '' && { subjectRef: about }),
      }
      await once(line, key => client.openRegisterLine(register, line, key))
      opened()
    },
  )
  const own = agencies.all.filter(({ hub }) => hub === config.hub)
  return (
    <section class="panel" aria-labelledby="open-line">
      <h3 id="open-line">{registers.add}</h3>
      <ShortForm form={form} send={registers.addButton}>
        <SelectField
          {...{ id: 'line-kind', label: registers.kind, empty: t.app.choose }}
          choices={Object.entries(def.kinds).map(([code, text]) => ({ code, label: say(text) }))}
          {...form.input('kind')}
        />
        <MomentField
          {...{ id: 'line-known', label: registers.knownAt, hint: registers.knownHint }}
          {...form.input('knownAt')}
        />
        <SelectField
          {...{ id: 'line-agency', label: registers.optional(t.log.agency), empty: registers.noAgency }}
          choices={own.map(({ agencyId, name }) => ({ code: agencyId, label: name }))}
          {...form.input('agencyId')}
        />
        <TextField
          {...{ id: 'line-subject', label: registers.optional(registers.subject), hint: search.subjectHint }}
          {...form.input('subjectRef')}
        />
      </ShortForm>
    </section>
  )
}
