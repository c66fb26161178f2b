/** No data of a person serve the control of migration, and a notice is no referral (rules: States that a person may fear). */
const NO_REFERRAL: readonly string[] = ['migration_control', 'non_removal', 'consular_notification']

/** What a referral may be for, of all purposes. */
export const referralPurposes = (purposes: readonly string[]): string[] =>
  purposes.filter(purpose => !NO_REFERRAL.includes(purpose))
