import type { LogTexts } from './log-texts.ts'

export const fr: LogTexts = {
  title: 'Registre des accès',
  id: 'Identifiant de l’orientation',
  search: 'Afficher les entrées',
  when: 'Quand',
  who: 'Utilisateur',
  agency: 'Organisme',
  categories: 'Données montrées',
  withheld: 'Réservé',
  basis: 'Base',
  proof: 'Preuve',
  verify: 'Vérifier toutes les preuves',
  verifying: 'Vérification …',
  verified: index => `Vérifiée : feuille ${index}`,
  failed: 'Le registre n’a pas pu prouver cette entrée',
  unasked: 'pas encore demandée',
  asked: (count, of) => `Preuves demandées : ${count} sur ${of}`,
  silent: 'en silence',
  outsideMandate: 'hors du mandat de l’organisme qui a regardé',
  scope: 'Autorisation en vertu de laquelle c’est fait',
  code: 'Code',
  role: 'Rôle dans lequel c’est fait',
  roleUnknown: 'non consigné',
  unverified: 'Ceci ne peut plus être comparé au registre : sa clé a disparu. C’est ce qui y figurait quand il fut lu.',
  chain: 'Fait partie de la requête',
  found: count => (count === 1 ? '1 entrée' : `${count} entrées`),
  authentication: 'Connecté par',
  authentications: { 'urn:amparo:acr:mfa': 'mot de passe et second facteur', sheet: 'numéro et code d’une feuille' },
  basisVersion: 'Version de la base',
  basisHash: 'Cette version de la base (hash)',
  policy: 'Politique de la décision (hash)',
  viewPolicy: 'Politique de ce qui est montré (hash)',
  decision: 'Décision signée (hash)',
  left: 'Ce qui est parti (numéro)',
  leftHash: 'Ce qui est parti (hash)',
  save: 'Enregistrer la preuve pour un tribunal',
  saved: count => `Enregistrée, signée par ${count} témoin${count === 1 ? '' : 's'} hors du nœud.`,
  savedUnseen:
    'Enregistrée. Personne hors du nœud ne l’a encore signée : seule, elle ne tient pas. Enregistrez-la de nouveau dans quelques minutes.',
  statements: count =>
    count === 0
      ? 'Aucun nœud n’a encore déclaré avoir reçu ce qui est parti.'
      : `Elle contient ${count} ${count === 1 ? 'déclaration signée' : 'déclarations signées'} de nœuds sur ce qui est parti.`,
  saveAll: count =>
    count === 1
      ? 'Enregistrer la preuve de l’entrée affichée'
      : `Enregistrer les preuves des ${count} entrées affichées`,
  savedAll: count => `Enregistré : ${count} preuve${count === 1 ? '' : 's'} dans un fichier.`,
  unseenOf: count =>
    `Personne hors du nœud n’en a encore signé ${count} : seules, elles ne tiennent pas. Enregistrez-les de nouveau dans quelques minutes.`,
  unprovenOf: count =>
    `De ${count} des entrées il n’y a pas de preuve : le registre n’a pas pu les prouver, ou n’en garde plus qu’une empreinte.`,
  fileShows:
    'Le fichier dit qui a fait quoi, quand et sur quel fondement, et non sur qui. Qui le reçoit le vérifie hors ligne, avec des clés obtenues par une autre voie :',
}
