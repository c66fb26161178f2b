import type { Texts } from './texts.ts'

export const fr: Texts = {
  signIn: 'Se connecter',
  hub: 'Nœud',
  username: 'Nom d’utilisateur',
  password: 'Mot de passe',
  code: 'Code à usage unique',
  codeHint: 'Les six chiffres affichés par votre application d’authentification.',
  submit: 'Se connecter',
  signOut: 'Se déconnecter',
  signOutQuestion: 'Voulez-vous vous déconnecter de ce nœud ?',
  signOutHint: 'Faites-le toujours en quittant un ordinateur que d’autres personnes utilisent.',
  languages: 'Langue',
  goBack: 'Revenir',
  errorPrefix: 'Erreur',
  problems: {
    refused: {
      title: 'Le nom d’utilisateur, le mot de passe ou le code est incorrect',
      next: 'Vérifiez les trois. Si vous avez déjà utilisé ce code, attendez le suivant : il change toutes les 30 secondes.',
    },
    blocked: {
      title: 'Trop de tentatives incorrectes',
      next: 'Attendez jusqu’à 15 minutes, puis réessayez. Si ce n’était pas vous, prévenez l’administration de votre nœud.',
    },
    busy: { title: 'Beaucoup de personnes se connectent en ce moment', next: 'Attendez un instant, puis réessayez.' },
    agency: {
      title: 'Votre organisme ne peut pas se connecter ici',
      next: 'Demandez à l’administration de votre nœud si votre organisme est suspendu.',
    },
    unavailable: {
      title: 'La connexion n’est pas disponible pour le moment',
      next: 'Attendez un instant, puis réessayez. Votre travail enregistré n’est pas perdu.',
    },
  },
  messages: {
    expired: {
      title: 'Cette page de connexion n’est plus valable',
      next: 'Revenez à l’application et connectez-vous à nouveau.',
    },
    unusable: {
      title: 'Cette connexion ne peut pas se poursuivre',
      next: 'Revenez à l’application et connectez-vous à nouveau. Si cela se répète, prévenez l’administration de votre nœud.',
    },
    failed: {
      title: 'Une erreur s’est produite dans ce service',
      next: 'Réessayez. Si cela se répète, prévenez l’administration de votre nœud.',
    },
    signedOut: { title: 'Vous êtes déconnecté', next: 'Vous pouvez fermer cette fenêtre.' },
  },
}
