import type { Customer as CustomerModel } from '../../domain/customer.ts';
import { builder } from '../builder.ts';

export const Customer = builder.objectRef<CustomerModel>('Customer');
