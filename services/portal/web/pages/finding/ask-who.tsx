import type { Meant } from '@amparo/client'
import { MATTER_NUMBER } from '@amparo/contracts'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useKeys } from '../../app/use-keys.ts'
import { SelectField, TextField } from '../../ui/fields.tsx'
import { choicesIn } from '../custody/choices.ts'
import { ShortForm, useShortForm } from '../custody/short-form.tsx'

const CODE_NAME = /^[A-Za-z]{3,12}[ -][A-Za-z]{3,12}[ -]\d{4}$/

interface Props {
  /** Of the fields, on the page. */
  readonly id: string
  /** Undefined: by a code name that is typed. */
  readonly meant?: Meant
  done(said: string): void
}

/** The first of two custodians: by which ground, and under which number, who somebody is has to be known. */
export function AskWho({ id, meant, done }: Props) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { once } = useKeys()
  const { finding, app } = t
  const form = useShortForm(
    { codeName: '', reason: '', reference: '' },
    ({ codeName, reason, reference }) => ({
      codeName: meant !== undefined || CODE_NAME.test(codeName.trim()) ? undefined : finding.codeNameFault,
      reason: reason === '' ? app.choose : undefined,
      reference: MATTER_NUMBER.test(reference.trim().toUpperCase()) ? undefined : finding.referenceHint,
    }),
    async ({ codeName, reason, reference }) => {
      const of = meant ?? { codeName: codeName.trim() }
      const asked = { ...of, reason, reference: reference.trim().toUpperCase() }
      await once(asked, key => client.requestReidentification(asked, key))
      done(finding.whoAsked)
    },
  )
  return (
    <ShortForm form={form} send={finding.askWho}>
      {meant === undefined && (
        <TextField
          {...{ id: `${id}-code-name`, label: finding.codeName, hint: finding.codeNameHint }}
          {...form.input('codeName')}
        />
      )}
      <SelectField
        {...{ id: `${id}-ground`, label: finding.who, empty: app.choose }}
        choices={choicesIn(finding.whoReasons)}
        {...form.input('reason')}
      />
      <TextField
        {...{ id: `${id}-number`, label: finding.reference, hint: finding.referenceHint }}
        {...form.input('reference')}
      />
    </ShortForm>
  )
}
