import type { Customer, CustomerFilter, CustomerSortField } from '../../domain/customer.ts';
import type { UpstreamClient } from '../client.ts';
import type { Sender } from '../sender.ts';
import { parseCustomerLazily } from '../wire/customer.ts';
import { writeCustomerDraft } from '../wire/customer-draft.ts';
import { CUSTOMER_FILTER, CUSTOMER_SORT } from '../wire/list-tables.ts';
import { writtenId } from '../wire/written.ts';
import { getOne } from './get-one.ts';
import type { ListSpec } from './list-rows.ts';
import { inList, listRows } from './list-rows.ts';

const LIST: ListSpec<Customer, CustomerFilter, CustomerSortField> = {
  endpoint: 'customer.list',
  filter: CUSTOMER_FILTER,
  sort: CUSTOMER_SORT,
  parse: parseCustomerLazily,
};

/** `customer.get`, `.list` and `.put`. */
export const customers = (sender: Sender): Pick<UpstreamClient, 'getCustomer' | 'listCustomers' | 'putCustomer'> => ({
  getCustomer: (scope, selector) =>
    getOne(sender, scope, 'customer.get', 'id' in selector ? { id: selector.id } : { idno: selector.idno }, parseCustomerLazily, 'id' in selector ? inList(LIST, selector.id) : undefined),
  listCustomers: (scope, query) => listRows(sender, scope, LIST, query),
  putCustomer: (scope, draft) =>
    sender.write(scope, { endpoint: 'customer.put', body: writeCustomerDraft(draft), read: (data) => writtenId(data, draft.id) }),
});
