import type { Candidate, TwoPseudonyms } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useKeys } from '../../app/use-keys.ts'
import { SelectField } from '../../ui/fields.tsx'
import { choicesIn } from '../custody/choices.ts'
import { ShortForm, useShortForm } from '../custody/short-form.tsx'

interface Done {
  done(said: string): void
}

/** Two records are of one person: the first of two custodians who say so. */
export function LinkPair({ id, pseudonyms, done }: Done & { readonly id: string; readonly pseudonyms: TwoPseudonyms }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { once } = useKeys()
  const { finding, app } = t
  const form = useShortForm(
    { reason: '' },
    ({ reason }) => ({ reason: reason === '' ? app.choose : undefined }),
    async ({ reason }) => {
      const asked = { pseudonyms, reason }
      await once(asked, key => client.requestLink(asked, key))
      done(finding.linkAsked)
    },
  )
  return (
    <ShortForm form={form} send={finding.askLink}>
      <SelectField
        {...{ id: `${id}-link`, label: finding.linkReason, empty: app.choose }}
        choices={choicesIn(finding.linkReasons)}
        {...form.input('reason')}
      />
    </ShortForm>
  )
}

/** The same of two candidates of one search. */
export function LinkCandidates({ found, done }: Done & { readonly found: readonly Candidate[] }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { once } = useKeys()
  const { finding, app } = t
  const candidates = found.map(({ pseudonym }, i) => ({ code: pseudonym, label: finding.candidate(i + 1) }))
  const form = useShortForm(
    { one: '', other: '', reason: '' },
    ({ one, other, reason }) => ({
      one: one === '' ? app.choose : undefined,
      other: other === '' || other === one ? app.choose : undefined,
      reason: reason === '' ? app.choose : undefined,
    }),
    async ({ one, other, reason }) => {
      const asked = { pseudonyms: [one, other], reason } as const
      await once(asked, key => client.requestLink(asked, key))
      done(finding.linkAsked)
    },
  )
  return (
    <ShortForm form={form} send={finding.askLink}>
      <SelectField
        {...{ id: 'link-one', label: finding.kinds.link, empty: app.choose, choices: candidates }}
        {...form.input('one')}
      />
      <SelectField
        {...{ id: 'link-other', label: finding.sameAs, empty: app.choose, choices: candidates }}
        {...form.input('other')}
      />
      <SelectField
        {...{ id: 'link-reason', label: finding.linkReason, empty: app.choose }}
        choices={choicesIn(finding.linkReasons)}
        {...form.input('reason')}
      />
    </ShortForm>
  )
}
