"""The order numbers of one's own log: found, told, and never at the price of a purchase."""

import pytest

from crmlab import read_log, rfm


@pytest.fixture
def read(tmp_path):
    def read(text, **how):
        file = tmp_path / "shop.csv"
        file.write_text(text, encoding="utf-8")
        return read_log(file, **how)

    return read


ROWS = "Li,2024-01-31,5,A1\nLi,2024-01-31,7,A1\nWu,2024-02-01,9,A1"
TOLD = "Orders by column {column!r}: 2, in 3 lines; order_id='order_id' counts them.\n"


@pytest.mark.parametrize(
    "column",
    [
        "Order",
        "order_id",
        "Order No.",
        "InvoiceNo",
        "Invoice Number",
        "Receipt",
        "basket_id",
        "Transaction ID",
        "Bestellnummer",
        "Auftragsnummer",
        "Rechnungsnummer",
        "Rechnungs-Nr.",
        "Beleg-Nr.",
        "订单号",
        "订单编号",
        "发票号码",
        "交易单号",
    ],
)
def test_order_numbers_are_found_by_their_usual_names(read, capsys, column):
    log = read(f"customer,date,amount,{column}\n{ROWS}")
    assert log.columns.tolist() == ["customer_id", "date", "amount", "order_id"]
    assert log["order_id"].tolist() == ["A1"] * 3
    assert capsys.readouterr().out == TOLD.format(column=column)


@pytest.mark.parametrize(
    "column",
    ["Order date 2", "Order total 2", "Orders", "Order status", "Transaction type", "订单状态", "note"],
)
def test_what_only_sounds_like_an_order_is_none(read, capsys, column):
    log = read(f"customer,date,amount,{column}\n{ROWS}", date="date", amount="amount")
    assert log.columns.tolist() == ["customer_id", "date", "amount"]
    assert not capsys.readouterr().out


def test_orders_are_counted_from_the_file_to_the_table(read):
    log = read(f"customer,date,amount,order\n{ROWS}")
    table = rfm.table(log, "2024-02-29", order_id="order_id")
    assert table["orders"].tolist() == [1, 1]
    assert table["revenue"].tolist() == [12.0, 9.0]


def test_a_log_with_a_line_an_order_is_read_without_a_word(read, capsys):
    log = read("customer,date,amount,order\nLi,2024-01-31,5,12\nWu,2024-02-01,9,13.0")
    assert log["order_id"].tolist() == [12, 13]
    assert not capsys.readouterr().out
    assert read("customer,date,amount,order\nLi,2024-01-31,5,007")["order_id"].tolist() == ["007"]


GAPS = "customer,date,amount,invoice\nLi,2024-01-31,5,A1\nLi,2024-01-31,7,\nWu,2024-02-01,9,n/a\n,,21,"


def test_no_purchase_is_lost_for_a_number_that_nobody_asked_for(read, capsys):
    log = read(GAPS)
    assert log.columns.tolist() == ["customer_id", "date", "amount"]
    assert log["amount"].tolist() == [5, 7, 9]
    assert capsys.readouterr().out == (
        "Left out 1 of 4 lines: line 5 (customer_id '').\n"
        "Lines without an order number in column 'invoice', which is therefore not read: 2; "
        "order_id='invoice' reads it and leaves these lines out.\n"
    )


def test_who_asks_for_order_numbers_is_told_which_lines_have_none(read, capsys):
    log = read(GAPS, order_id="invoice")
    assert log["order_id"].tolist() == ["A1"]
    assert log.attrs["left_out"][:2] == [(3, "order_id", ""), (4, "order_id", "n/a")]
    assert capsys.readouterr().out.startswith(
        "Left out 3 of 4 lines: line 3 (order_id ''), line 4 (order_id "
    )


def test_two_columns_that_may_be_the_order_are_named_and_settled_by_a_word(read, capsys):
    text = "customer,date,amount,order,invoice\nLi,2024-01-31,5,A1,B1"
    assert "order_id" not in read(text)
    assert capsys.readouterr().out == (
        "Order numbers may be the column 'order' or 'invoice', and are not read; say which: order_id='…'.\n"
    )
    assert read(text, order_id="invoice")["order_id"].tolist() == ["B1"]


def test_a_column_that_is_not_there_is_refused(read):
    with pytest.raises(ValueError, match=r"^path has no column 'bill'; its columns are 'customer', 'date', "):
        read(f"customer,date,amount,order\n{ROWS}", order_id="bill")
