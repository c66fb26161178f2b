/**
 * Picklists of the Human Trafficking Case Data Standard 2.0 by the International Organization for Migration, CC BY 4.0.
 * Use of the standard implies no endorsement by IOM.
 */
export const genders = [
  'Feminine',
  'Masculine',
  'TransgenderFeminine',
  'TransgenderMasculine',
  'NonConforming',
  'NonSpecifiedUnknown',
] as const

export const traffickingStatuses = [
  'PossibleVictimOfTrafficking',
  'ActualVictimOfTrafficking',
  'NotAVictimOfTrafficking',
] as const

export const exploitationTypes = [
  'ForcedLabour',
  'SexualExploitation',
  'ChildLabour',
  'ForcedMarriage',
  'Servitude',
  'ForcedMilitaryByNonStateActors',
  'OrganRemoval',
  'ForcedBegging',
  'ForcedAdoption',
  'Surrogacy',
  'Other',
] as const

export const recruitmentMethods = [
  'AtAPlaceOfBusiness',
  'AtAnEducationalInstitution',
  'AtWork',
  'ThroughOnlineSocialNetworks',
  'ThroughAnOnlineAdvertisement',
  'ThroughATelevisionAdvert',
  'ThroughANewspaperAdvert',
  'ThroughFamilyOrFamilyEvents',
  'ThroughFriendsOrSocialEvents',
  'Other',
] as const

/** The picklist's codes, then two that only the standard's field definitions have. */
export const methodsOfControl = [
  'PhysicalThreats',
  'ThreatsLawEnforcement',
  'ThreatensChildrenFamily',
  'DebtBondage',
  'FalsePromises',
  'PhysicalAbuse',
  'SexualAbuse',
  'TakesEarnings',
  'RestrictsFinancialAccess',
  'RestrictsMedicalCare',
  'WithholdsNecessities',
  'PsychologicalAbuse',
  'PsychoactiveSubstance',
  'ExcessiveWorkingHours',
  'WithholdsDocuments',
  'Other',
  'RestrictsMovement',
  'UsesChildren',
] as const

/** Spellings of the field definitions and of the CTDC columns, and the picklist code for each. */
export const methodOfControlCrosswalk: Readonly<Record<string, (typeof methodsOfControl)[number]>> = {
  Threats: 'PhysicalThreats',
  ThreatOfLawEnforcement: 'ThreatsLawEnforcement',
  PsychoactiveSubstances: 'PsychoactiveSubstance',
}

export const eventTypes = ['Recruitment', 'Transit', 'Exploitation'] as const

/** per_RoleInProcess, of those who take part in it; the roles of its victims are left out. */
export const processRoles = [
  'TravellingPartner',
  'Transporter',
  'RecruiterOrIntermediary',
  'BrokerTravelAgent',
  'Smuggler',
  'Abuser',
  'Kidnapper',
  'Exploiter',
  'Other',
] as const

export const relationshipsToTrafficker = ['Familial', 'Acquainted', 'Unaquainted'] as const

export const sexualExploitationTypes = [
  'Prostitution',
  'Pornography',
  'RemoteInteractiveServices',
  'PrivateSexualServices',
] as const

/** ISIC sections. */
export const industries = [
  'A_AgricultureForestryAndFishing',
  'B_MiningAndQuarrying',
  'C_Manufacturing',
  'D_ElectricityGasSteamAndAirConditioningSupply',
  'E_WaterSupplySewerageWasteManagement',
  'F_Construction',
  'G_WholesaleAndRetailTradeRepairOfMotorVehicles',
  'H_TransportationAndStorage',
  'I_AccommodationAndFoodServiceActivities',
  'J_InformationAndCommunication',
  'K_FinancialAndInsuranceActivities',
  'L_RealEstateActivities',
  'M_ProfessionalScientificAndTechnicalActivities',
  'N_AdministrativeAndSupportServiceActivities',
  'O_PublicAdministrationAndDefence',
  'P_Education',
  'Q_HumanHealthAndSocialWorkActivities',
  'R_ArtsEntertainmentAndRecreation',
  'S_OtherServiceActivities',
  'T_ActivitiesOfHouseholdsAsEmployers',
  'U_ActivitiesOfExtraterritorialOrganizations',
] as const

/** The standard's guidance on migration: type of migrant, international protection, other. */
export const migrationStatuses = [
  'Family',
  'Visitor/Tourist',
  'Labour',
  'Student',
  'Irregular',
  'AsylumSeeker',
  'Refugee',
  'RecipientOfComplementaryProtection',
  'StatelessPerson',
  'Environmental',
  'Vulnerable',
  'Stranded',
  'ForcedMigrant',
  'Deportee',
  'ExCombatant',
  'InternallyDisplacedPerson',
  'SeparatedOrUnaccompaniedChild',
  'Returnee',
] as const
export type MigrationStatus = (typeof migrationStatuses)[number]

/** To whom the state of nationality may be the danger. */
export const protectionStatuses: readonly MigrationStatus[] = [
  'AsylumSeeker',
  'Refugee',
  'RecipientOfComplementaryProtection',
  'StatelessPerson',
]
