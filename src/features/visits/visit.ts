/** A contact that is planned: the peer's day is made of these. */
export type VisitRow = {
  id: string;
  personId: string;
  staffId: string;
  startsAt: string;
  place: string;
  mode: string;
  note: string | null;
  status: 'planned' | 'met' | 'not_met' | 'let_go';
  contactId: string | null;
  version: number;
};
