/**
 * Whom texts do not reach, whatever the person agreed to: neither the account nor messages. As services/consent/policy/mandates.v1.json has
 * it (tests/agreement): where that changes, this does.
 */
const NO_READERS: readonly string[] = [
  ...['migration_enforcement', 'consulate', 'health', 'witness_protection', 'hotline', 'international_organisation'],
]
/** What texts are not needed for. */
const NO_PURPOSES: readonly string[] = ['medical_care', 'documentation', 'family_tracing']

/** Whether an agency of that kind may read texts for that purpose; by its kind alone, where the purpose is not known. */
export const readsTexts = (agencyType: string, purpose: string): boolean =>
  !NO_READERS.includes(agencyType) && !NO_PURPOSES.includes(purpose)
