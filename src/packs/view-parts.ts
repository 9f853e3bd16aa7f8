/** The words of a view for somebody else that packs and records share. */

/** What of a record can be given. Each is one thing the person sees on their own page. */
export const viewParts = ['matters', 'goals', 'coming', 'entries', 'looks', 'sharing'] as const;
export type ViewPart = (typeof viewParts)[number];

/** What stands behind it: the person said and signed so, or a document that whoever gives the view has seen. The document is never kept. */
export const bases = ['wish', 'document'] as const;
export type Basis = (typeof bases)[number];
